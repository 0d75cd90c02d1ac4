using System.Threading.Channels;
using IntegrationLogs.Client.Diagnostics;

namespace IntegrationLogs.Client.Feed;

/// <summary>What the sources of one watch share.</summary>
/// <param name="Options">How they are watched.</param>
/// <param name="Time">The time.</param>
/// <param name="NextRandom">Chance from 0 to 1, for many callers at once.</param>
/// <param name="Diagnostics">Logs and metrics.</param>
/// <param name="Turns">Lets so many sources be polled at once.</param>
/// <param name="Batches">Takes what was found to the consumer.</param>
/// <param name="Settle">Takes the progress of a source of which nothing is left to hand out.</param>
internal sealed record WatchSurroundings(
    WatchOptions Options,
    TimeProvider Time,
    Func<double> NextRandom,
    WatchDiagnostics Diagnostics,
    SemaphoreSlim Turns,
    ChannelWriter<SourceBatch> Batches,
    Action<LogSource, SourceProgress> Settle);
