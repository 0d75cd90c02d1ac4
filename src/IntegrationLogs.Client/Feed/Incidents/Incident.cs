using System.Globalization;
using System.Text;
using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Feed;

namespace IntegrationLogs.Client;

/// <summary>Failures of one integration with one cause: one thing that broke.</summary>
/// <remarks><see cref="ToString"/> says what fails, of whom, how often and since when, in one sentence on one line.</remarks>
public sealed record Incident
{
    /// <summary>The incident's id, the same whenever and wherever it is told of: 16 hexadecimal digits.</summary>
    public required string Id { get; init; }

    /// <summary>The vendor.</summary>
    public IntegrationVendor Vendor => FoundIn.Vendor;

    /// <summary>The account: the client's name, see <see cref="IntegrationLogEntry.Account"/>.</summary>
    public string? Account { get; init; }

    /// <summary>The source in whose logs it was found.</summary>
    public required LogSource FoundIn { get; init; }

    /// <summary>The id of the integration; <see langword="null"/> where the logs do not say, and where a list of all has no logs.</summary>
    public string? IntegrationId { get; init; }

    /// <summary>The name of the integration, see <see cref="IntegrationLogEntry.IntegrationName"/>.</summary>
    public string? IntegrationName { get; init; }

    /// <summary>What goes wrong.</summary>
    public required IncidentCause Cause { get; init; }

    /// <summary>Whether it goes on.</summary>
    public IncidentState State { get; init; }

    /// <summary>
    /// The time of the failure that opened it; of one that is reported, since when the vendor says so; of a silent source, the time of its last
    /// log.
    /// </summary>
    public DateTimeOffset OpenedAt { get; init; }

    /// <summary>
    /// When it was over: the first success after the last failure, the end of <see cref="IncidentOptions.QuietFor"/>, or when it was seen;
    /// <see langword="null"/> while it is open.
    /// </summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>Why it is taken to be over; <see langword="null"/> while it is open.</summary>
    public IncidentResolution? Resolution { get; init; }

    /// <summary>The time of its earliest failure; <see langword="null"/> where there is none.</summary>
    public DateTimeOffset? FirstFailureAt { get; init; }

    /// <summary>The time of its latest failure; <see langword="null"/> where there is none.</summary>
    public DateTimeOffset? LastFailureAt { get; init; }

    /// <summary>How many attempts failed.</summary>
    public long Failures { get; init; }

    /// <summary>
    /// How many jobs these attempts were of: five failed attempts of one Elastic Path job are one delivery. A failure without a job counts as one.
    /// Of an attempt that comes more than 128 other jobs after the last of its job, the job counts again.
    /// </summary>
    public long Jobs { get; init; }

    /// <summary>How often it failed again after a success that had not lasted for <see cref="IncidentOptions.ResolveAfter"/>.</summary>
    public int Flips { get; init; }

    /// <summary>Failures an hour since the first; <see langword="null"/> with fewer than two failures at different times.</summary>
    public double? FailuresPerHour =>
        Failures > 1 && LastFailureAt - FirstFailureAt is TimeSpan lasted && lasted > TimeSpan.Zero ? Failures / lasted.TotalHours : null;

    /// <summary>Since when Sendcloud says that the integration is failing; <see langword="null"/> where it does not, or not since when.</summary>
    public DateTimeOffset? ReportedFailingSince { get; init; }

    /// <summary>The earliest failure.</summary>
    public IncidentEntry? First { get; init; }

    /// <summary>The latest failure.</summary>
    public IncidentEntry? Last { get; init; }

    /// <summary>The first few failures that came after it had opened.</summary>
    public IReadOnlyList<IncidentEntry> Samples { get; init; } = [];

    /// <summary>What fails, of whom, how often and since when.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"{Vendor} ");
        text.Append(IntegrationId is null ? FoundIn.IntegrationId is null ? "account" : $"integration {FoundIn.IntegrationId}" : $"integration {IntegrationId}");
        if (!string.IsNullOrEmpty(IntegrationName))
        {
            text.Append(CultureInfo.InvariantCulture, $" ({OneLine.Cut(IntegrationName, LogSentence.LongestName)})");
        }

        if (!string.IsNullOrEmpty(Account))
        {
            text.Append(CultureInfo.InvariantCulture, $" of account '{Account}'");
        }

        text.Append(CultureInfo.InvariantCulture, $": {Cause}");
        if (Failures > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $", {Wording.Count(Failures, "failure")}");
            if (Jobs < Failures)
            {
                text.Append(CultureInfo.InvariantCulture, $" in {Wording.Count(Jobs, "job")}");
            }
        }

        text.Append(CultureInfo.InvariantCulture, $", since {(FirstFailureAt ?? OpenedAt):O}");
        if (Flips > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $", {Wording.Count(Flips, "flip")}");
        }

        if (State == IncidentState.Resolved)
        {
            text.Append(CultureInfo.InvariantCulture, $", resolved at {ResolvedAt:O} ({Resolution})");
        }

        return OneLine.Of(text.Append('.').ToString());
    }
}
