namespace IntegrationLogs.Client.Hosting;

/// <summary>Where what cannot be handled goes has to fit what the watch hands out.</summary>
internal static class DeadLetterFaults
{
    public static IEnumerable<string> Of(WatchKind kind, IntegrationLogsWatchOptions options) => kind switch
    {
        WatchKind.Entries =>
        [
            .. Alone(options, nameof(options.OnDeadLetter), options.OnDeadLetter, "entry"),
            .. Unused(nameof(options.OnIncidentDeadLetter), options.OnIncidentDeadLetter, "a watch of entries", nameof(options.OnDeadLetter)),
        ],
        WatchKind.Incidents =>
        [
            .. Alone(options, nameof(options.OnIncidentDeadLetter), options.OnIncidentDeadLetter, "event"),
            .. Unused(nameof(options.OnDeadLetter), options.OnDeadLetter, "a watch of incidents", nameof(options.OnIncidentDeadLetter)),
        ],
        _ => options.MaxHandlerAttempts is null && options.OnDeadLetter is null && options.OnIncidentDeadLetter is null
            ? []
            :
            [
                $"{nameof(options.MaxHandlerAttempts)}, {nameof(options.OnDeadLetter)} or {nameof(options.OnIncidentDeadLetter)} is set, and a "
                    + "sink gets a batch again until it takes it: leave them out.",
            ],
    };

    private static IEnumerable<string> Alone(IntegrationLogsWatchOptions options, string name, Delegate? callback, string what)
    {
        if (options.MaxHandlerAttempts is null != callback is null)
        {
            yield return callback is null
                ? $"MaxHandlerAttempts is set, and {name} is not: nothing would take the {what} then."
                : $"{name} is set, and MaxHandlerAttempts is not: it would never be called.";
        }
    }

    private static IEnumerable<string> Unused(string name, Delegate? callback, string watch, string other) =>
        callback is null ? [] : [$"{name} is set, and {watch} never calls it: set {other}."];
}
