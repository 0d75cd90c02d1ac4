namespace IntegrationLogs.Client.Feed;

/// <summary>A part of a list that polls have not read yet: they go on with it page by page.</summary>
/// <param name="Token">Where to go on; null for the list's top.</param>
/// <param name="DownTo">The time at which it ends; null for the end of the list.</param>
/// <param name="ReadDownTo">The earliest time that was read of it so far.</param>
/// <param name="IsAudit">Whether nothing new is expected in it.</param>
/// <param name="Failures">How many polls in a row could not go on with it.</param>
internal sealed record Backlog(
    string? Token,
    DateTimeOffset? DownTo,
    DateTimeOffset? ReadDownTo = null,
    bool IsAudit = false,
    int Failures = 0)
{
    /// <summary>Whether a log of this time may still be new although it is older than the watermark.</summary>
    public bool MayHold(DateTimeOffset time) => !IsAudit && !(time <= DownTo);
}
