using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using IntegrationLogs.Client.Diagnostics;

namespace IntegrationLogs.Client;

/// <summary>
/// A log of either vendor, with the same properties for both. What a vendor does not say is <see langword="null"/>. <see cref="Source"/>
/// is the vendor's own record.
/// </summary>
/// <remarks>
/// <see cref="ToString"/> has ids, the outcome, the time and the exception's type, without it the start of the message. Its JSON has the
/// vendor's name and, under <c>source</c>, the vendor's log; it can be read back.
/// </remarks>
[JsonConverter(typeof(IntegrationLogsJsonConverter))]
public record IntegrationLogEntry
{
    /// <summary>The vendor that lists the log.</summary>
    public required IntegrationVendor Vendor { get; init; }

    /// <summary>
    /// The name of the client that read it, which is the account's: empty for the client without a name, <see langword="null"/> where no
    /// client is known.
    /// </summary>
    public string? Account { get; init; }

    /// <summary>
    /// The id of the integration: Elastic Path's <see cref="ElasticPathLog.IntegrationId"/>, Sendcloud's
    /// <see cref="SendcloudLog.IntegrationId"/> as text.
    /// </summary>
    public string? IntegrationId { get; init; }

    /// <summary>
    /// The name of the integration: Elastic Path's <see cref="ElasticPathIntegration.Name"/>, Sendcloud's
    /// <see cref="SendcloudIntegration.ShopName"/>. A feed looks it up, see
    /// <see cref="IntegrationLogsClientOptions.NamesRefreshInterval"/>; <see langword="null"/> where it is not known.
    /// </summary>
    public string? IntegrationName { get; init; }

    /// <summary>The id of the log: <see cref="ElasticPathLog.Id"/>, or <see cref="SendcloudLog.Id"/> as text.</summary>
    public string? LogId { get; init; }

    /// <summary>The time of the request: <see cref="ElasticPathLog.CreatedAt"/> or <see cref="SendcloudLog.CreatedAt"/>.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>
    /// Whether it went well. Of Elastic Path's logs it is <see cref="ElasticPathLog.Succeeded"/>; without that, an
    /// <see cref="ElasticPathLog.ErrorDetail"/> or a status other than 200 to 299 is a failure, and without any of them it is not known.
    /// Sendcloud lists failed requests only: it is <see langword="false"/> for each, whatever its status.
    /// </summary>
    public bool? Succeeded { get; init; }

    /// <summary>Whether it is known to have failed. All of this package that asks for failures asks here.</summary>
    public bool IsFailure => Succeeded is false;

    /// <summary>
    /// The HTTP status that the shop's side answered with: <see cref="ElasticPathLog.StatusCode"/> or
    /// <see cref="SendcloudLog.ResponseCode"/>, where 495 stands for a certificate error. <see langword="null"/> when it did not answer,
    /// for which Elastic Path sends 0.
    /// </summary>
    public int? StatusCode { get; init; }

    /// <summary>The HTTP method: <see cref="SendcloudLog.Method"/>. Elastic Path does not say.</summary>
    public string? Method { get; init; }

    /// <summary>
    /// The address: <see cref="SendcloudLog.FullUrl"/>, without it <see cref="SendcloudLog.BaseUrl"/>. Elastic Path does not say.
    /// </summary>
    public string? Url { get; init; }

    /// <summary>
    /// What went wrong, in words: <see cref="ElasticPathLog.ErrorDetail"/> or <see cref="SendcloudLog.Exception"/>; of a log that cannot be
    /// read (its <c>Unreadable</c> is set), why not.
    /// </summary>
    public string? Message { get; init; }

    /// <summary>The Python exception type: <see cref="SendcloudLog.ExceptionType"/>. Elastic Path does not say.</summary>
    public string? ExceptionType { get; init; }

    /// <summary>Which attempt of its job it was, counted from 1: <see cref="ElasticPathLog.Attempt"/>. Sendcloud does not say.</summary>
    public int? Attempt { get; init; }

    /// <summary>The job, which groups the attempts of one delivery: <see cref="ElasticPathLog.JobId"/>. Sendcloud has none.</summary>
    public string? JobId { get; init; }

    /// <summary>The vendor's own log: an <see cref="ElasticPathLog"/> or a <see cref="SendcloudLog"/>.</summary>
    public required object Source { get; init; }

    /// <summary>Makes an entry of an Elastic Path log.</summary>
    /// <param name="log">The vendor's log.</param>
    /// <param name="account">The account's name, if it is known.</param>
    /// <param name="integrationName">The integration's name, if it is known.</param>
    public static IntegrationLogEntry From(ElasticPathLog log, string? account = null, string? integrationName = null)
    {
        ArgumentNullException.ThrowIfNull(log);
        return new IntegrationLogEntry
        {
            Vendor = IntegrationVendor.ElasticPath,
            Account = account,
            IntegrationId = log.IntegrationId,
            IntegrationName = integrationName,
            LogId = log.Id,
            OccurredAt = log.CreatedAt,
            Succeeded = OutcomeOf(log),
            StatusCode = AnswerOrNull(log.StatusCode),
            Message = NullIfEmpty(log.ErrorDetail) ?? log.Unreadable?.Reason,
            Attempt = log.Attempt,
            JobId = log.JobId,
            Source = log,
        };
    }

    /// <summary>Makes an entry of a Sendcloud log.</summary>
    /// <param name="log">The vendor's log.</param>
    /// <param name="account">The account's name, if it is known.</param>
    /// <param name="integrationName">The integration's name, if it is known.</param>
    public static IntegrationLogEntry From(SendcloudLog log, string? account = null, string? integrationName = null)
    {
        ArgumentNullException.ThrowIfNull(log);
        return new IntegrationLogEntry
        {
            Vendor = IntegrationVendor.Sendcloud,
            Account = account,
            IntegrationId = log.IntegrationId?.ToString(CultureInfo.InvariantCulture),
            IntegrationName = integrationName,
            LogId = log.Id?.ToString(CultureInfo.InvariantCulture),
            OccurredAt = log.CreatedAt,

            // The vendor's list is one of exceptions. A log without their text, or with a status of 200, is one as well.
            Succeeded = false,
            StatusCode = AnswerOrNull(log.ResponseCode),
            Method = NullIfEmpty(log.Method),
            Url = NullIfEmpty(log.FullUrl) ?? NullIfEmpty(log.BaseUrl),
            Message = NullIfEmpty(log.Exception) ?? log.Unreadable?.Reason,
            ExceptionType = NullIfEmpty(log.ExceptionType),
            Source = log,
        };
    }

    /// <summary>
    /// The ids, the outcome, the time and the exception's type, without it the start of the message, in one sentence on one line.
    /// </summary>
    public sealed override string ToString() => LogSentence.OfLog(this, OccurredAt?.ToString("O", CultureInfo.InvariantCulture));

    /// <summary>Whether an attempt delivered its event; null where the vendor does not say.</summary>
    internal static bool? OutcomeOf(ElasticPathLog log) =>
        // The vendor's own verdict comes first, as its field is the only one that is made for it. Its page has error_detail beside a
        // verdict of false only, as the reason of it ("treating webhook as a fail").
        log.Succeeded ?? (HasErrorDetail(log) ? false : IsSuccess(log.StatusCode));

    /// <summary>Whether <c>error_detail</c> says something, be it, against the vendor's page, no text.</summary>
    private static bool HasErrorDetail(ElasticPathLog log) =>
        !string.IsNullOrWhiteSpace(log.ErrorDetail)
        || (log.AdditionalProperties.TryGetValue("error_detail", out RawJson other)
            && other is { HasValue: true, Kind: not JsonValueKind.False });

    private static bool? IsSuccess(int? status) => status is null ? null : status is >= 200 and <= 299;

    private static int? AnswerOrNull(int? status) => status > 0 ? status : null;

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
