using System.Globalization;
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
    /// The id of the integration: Elastic Path's <see cref="ElasticPathLog.IntegrationId"/>, Sendcloud's
    /// <see cref="SendcloudLog.IntegrationId"/> as text.
    /// </summary>
    public string? IntegrationId { get; init; }

    /// <summary>The id of the log: <see cref="ElasticPathLog.Id"/>, or <see cref="SendcloudLog.Id"/> as text.</summary>
    public string? LogId { get; init; }

    /// <summary>The time of the request: <see cref="ElasticPathLog.CreatedAt"/> or <see cref="SendcloudLog.CreatedAt"/>.</summary>
    public DateTimeOffset? OccurredAt { get; init; }

    /// <summary>
    /// Whether it went well: Elastic Path's <see cref="ElasticPathLog.Succeeded"/>. Sendcloud does not say; there, and where Elastic Path
    /// does not say either, an exception or a status other than 200 to 299 is a failure, such a status is none, and without any of them it
    /// is not known.
    /// </summary>
    public bool? Succeeded { get; init; }

    /// <summary>Whether it is known to have failed.</summary>
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
    public static IntegrationLogEntry From(ElasticPathLog log)
    {
        ArgumentNullException.ThrowIfNull(log);
        return new IntegrationLogEntry
        {
            Vendor = IntegrationVendor.ElasticPath,
            IntegrationId = log.IntegrationId,
            LogId = log.Id,
            OccurredAt = log.CreatedAt,
            Succeeded = log.Succeeded ?? IsSuccess(log.StatusCode),
            StatusCode = AnswerOrNull(log.StatusCode),
            Message = NullIfEmpty(log.ErrorDetail) ?? log.Unreadable?.Reason,
            Attempt = log.Attempt,
            JobId = log.JobId,
            Source = log,
        };
    }

    /// <summary>Makes an entry of a Sendcloud log.</summary>
    public static IntegrationLogEntry From(SendcloudLog log)
    {
        ArgumentNullException.ThrowIfNull(log);
        bool hasException = NullIfEmpty(log.ExceptionType) is not null || NullIfEmpty(log.Exception) is not null;
        return new IntegrationLogEntry
        {
            Vendor = IntegrationVendor.Sendcloud,
            IntegrationId = log.IntegrationId?.ToString(CultureInfo.InvariantCulture),
            LogId = log.Id?.ToString(CultureInfo.InvariantCulture),
            OccurredAt = log.CreatedAt,
            Succeeded = hasException ? false : IsSuccess(log.ResponseCode),
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

    private static bool? IsSuccess(int? status) => status is null ? null : status is >= 200 and <= 299;

    private static int? AnswerOrNull(int? status) => status > 0 ? status : null;

    private static string? NullIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}
