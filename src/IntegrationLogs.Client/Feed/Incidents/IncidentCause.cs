using System.Globalization;
using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Feed;

namespace IntegrationLogs.Client;

/// <summary>What goes wrong in an incident. Failures with equal causes are one incident.</summary>
/// <remarks>
/// Of Elastic Path it is the status, and without one the kind of <c>error_detail</c>; of Sendcloud the exception's type and the status, and
/// without both the kind of the exception.
/// </remarks>
public sealed record IncidentCause
{
    /// <summary>The cause of what no log tells.</summary>
    public IncidentCauseKind Kind { get; init; }

    /// <summary>The HTTP status; <see langword="null"/> where none came.</summary>
    public int? StatusCode { get; init; }

    /// <summary>Sendcloud's exception type.</summary>
    public string? ExceptionType { get; init; }

    /// <summary>
    /// The message without its variable parts: each number, id, address and quoted text is a <c>*</c>, and it has 160 characters at most.
    /// </summary>
    public string? Error { get; init; }

    /// <summary>The cause of a failed entry.</summary>
    /// <param name="entry">The entry.</param>
    public static IncidentCause Of(IntegrationLogEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        bool isSuccess = entry.StatusCode is >= 200 and <= 299;
        int? status = isSuccess && entry.Vendor == IntegrationVendor.ElasticPath ? null : entry.StatusCode;
        return new IncidentCause
        {
            StatusCode = status,
            ExceptionType = entry.ExceptionType is null ? null : OneLine.Cut(OneLine.Of(entry.ExceptionType), ErrorKind.MostCharacters),
            Error = status is null && entry.ExceptionType is null ? ErrorKind.Of(entry.Message) : null,
        };
    }

    /// <summary>The cause in a few words, such as <c>status 404</c> or <c>ConnectTimeout</c>.</summary>
    public override string ToString() => Kind switch
    {
        IncidentCauseKind.ReportedFailing => "reported as failing",
        IncidentCauseKind.NoLogs => "no logs",
        _ => string.Join(
            ", ",
            new[] { StatusCode is int status ? string.Create(CultureInfo.InvariantCulture, $"status {status}") : null, ExceptionType, Error }
                .OfType<string>()
                .DefaultIfEmpty("an unknown cause")),
    };
}
