using System.Globalization;
using IntegrationLogs.Client.Diagnostics;

namespace IntegrationLogs.Client.Hosting;

/// <summary>What a person reads of an event or an entry: a title, and facts by name.</summary>
/// <param name="Title">What happened to whom.</param>
/// <param name="Facts">What else is known. Values are as the vendor sent them: whoever shows them escapes them.</param>
/// <param name="Mood">How bad it is.</param>
internal sealed record ChatMessage(string Title, IReadOnlyList<(string Name, string Value)> Facts, ChatMood Mood)
{
    private const int LongestValue = 300;
    private const int LongestName = 80;

    public static ChatMessage Of(IncidentEvent happened, SinkFields fields)
    {
        Incident incident = happened.Incident;
        DateTimeOffset since = incident.FirstFailureAt ?? incident.OpenedAt;
        List<(string, string)> facts = [];
        Add(facts, "Account", incident.Account);
        Add(facts, "Cause", CauseOf(incident.Cause, fields));
        if (incident.Failures > 0)
        {
            string jobs = incident.Jobs < incident.Failures ? $" in {Wording.Count(incident.Jobs, "job")}" : string.Empty;
            Add(facts, "Count", Wording.Count(incident.Failures, "failure") + jobs);
        }

        Add(facts, "Since", TextOf(since));
        if (happened.Kind == IncidentEventKind.Resolved && incident.ResolvedAt is DateTimeOffset resolved)
        {
            Add(facts, "Resolved", TextOf(resolved));
            Add(facts, "Duration", resolved > since ? Wording.Duration(resolved - since) : "0 s");
        }

        string who = WhoOf(incident.Vendor, incident.IntegrationId ?? incident.FoundIn.IntegrationId, incident.IntegrationName);
        return happened.Kind switch
        {
            IncidentEventKind.Opened => new ChatMessage($"Incident opened: {who}", facts, ChatMood.Bad),
            IncidentEventKind.Resolved => new ChatMessage($"Incident resolved: {who}", facts, ChatMood.Good),
            _ => new ChatMessage($"Incident goes on: {who}", facts, ChatMood.Bad),
        };
    }

    public static ChatMessage Of(WatchedEntry entry, SinkFields fields)
    {
        List<(string, string)> facts = [];
        Add(facts, "Account", entry.Account);
        Add(facts, "Status", entry.StatusCode?.ToString(CultureInfo.InvariantCulture));
        Add(facts, "Error", entry.ExceptionType);
        Add(facts, "Time", entry.OccurredAt is DateTimeOffset time ? TextOf(time) : null);
        Add(facts, "Log", entry.LogId);
        Add(facts, "Job", entry.JobId);
        Add(facts, "Message", fields.HasFlag(SinkFields.Message) ? entry.Message : null);
        Add(facts, "Address", fields.HasFlag(SinkFields.Url) ? entry.Url : null);
        string who = WhoOf(entry.Vendor, entry.IntegrationId, entry.IntegrationName);
        return entry.IsFailure
            ? new ChatMessage($"Failure: {who}", facts, ChatMood.Bad)
            : new ChatMessage($"Log: {who}", facts, ChatMood.None);
    }

    /// <summary>All of a batch.</summary>
    public static IEnumerable<ChatMessage> Of(SinkBatch batch, SinkFields fields) =>
        batch.Entries.Select(entry => Of(entry, fields)).Concat(batch.Incidents.Select(happened => Of(happened, fields)));

    /// <summary>Whether the kind of the message may be told is the user's choice.</summary>
    public static string CauseOf(IncidentCause cause, SinkFields fields) =>
        fields.HasFlag(SinkFields.Message) || cause.Error is null
            ? cause.ToString()
            : (cause with { Error = null }) is { StatusCode: null, ExceptionType: null } ? "no status" : (cause with { Error = null }).ToString();

    private static string WhoOf(IntegrationVendor vendor, string? id, string? name)
    {
        string integration = id is null ? $"{vendor} account" : $"{vendor} integration {OneLine.Cut(OneLine.Of(id), LongestName)}";
        return string.IsNullOrEmpty(name) ? integration : $"{OneLine.Cut(OneLine.Of(name), LongestName)} ({integration})";
    }

    private static void Add(List<(string, string)> facts, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            facts.Add((name, OneLine.Cut(OneLine.Of(OneLine.Cut(value, LongestValue)), LongestValue)));
        }
    }

    private static string TextOf(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
