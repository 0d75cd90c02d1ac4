using Microsoft.Extensions.Logging;

namespace IntegrationLogs.Client.Hosting;

/// <summary>What watches in a host log. Their event ids are part of the contract: they are never reused for something else.</summary>
internal static partial class HostingLog
{
    [LoggerMessage(10, LogLevel.Information, "{Watch}{OfAccount} starts from {Start}. Sources: {Sources}.", EventName = "WatchStarted")]
    public static partial void WatchStarted(this ILogger logger, string watch, string ofAccount, int sources, string start);

    [LoggerMessage(
        11,
        LogLevel.Warning,
        "{Watch}{OfAccount} has no checkpoint store: it begins at {Start} each time the host starts.",
        EventName = "NoCheckpointStore")]
    public static partial void NoCheckpointStore(this ILogger logger, string watch, string ofAccount, string start);

    [LoggerMessage(
        12, LogLevel.Information, "{Watch}{OfAccount} did not watch {Source} before: it begins at {Start}.", EventName = "SourceAdded")]
    public static partial void SourceAdded(this ILogger logger, string watch, string ofAccount, string source, string start);

    [LoggerMessage(
        13,
        LogLevel.Warning,
        "{Watch}{OfAccount} does not watch {Source} any more: how far it was watched is kept for 30 days.",
        EventName = "SourceDropped")]
    public static partial void SourceDropped(this ILogger logger, string watch, string ofAccount, string source);

    [LoggerMessage(
        14,
        LogLevel.Error,
        "{Watch}{OfAccount}: the handler failed at an entry of {Source}. Failures in a row: {Failures}. It gets the entry again in {DelaySeconds} s.",
        EventName = "HandlerFailed")]
    public static partial void HandlerFailed(
        this ILogger logger, Exception error, string watch, string ofAccount, string source, int failures, double delaySeconds);

    [LoggerMessage(
        15,
        LogLevel.Error,
        "{Watch}{OfAccount}: the checkpoint could not be loaded. Failures in a row: {Failures}. Next try in {DelaySeconds} s.",
        EventName = "CheckpointNotLoaded")]
    public static partial void CheckpointNotLoaded(
        this ILogger logger, Exception error, string watch, string ofAccount, int failures, double delaySeconds);

    [LoggerMessage(
        16,
        LogLevel.Error,
        "{Watch}{OfAccount}: the checkpoint could not be saved. Failures in a row: {Failures}. Next try in {DelaySeconds} s.",
        EventName = "CheckpointNotSaved")]
    public static partial void CheckpointNotSaved(
        this ILogger logger, Exception error, string watch, string ofAccount, int failures, double delaySeconds);

    [LoggerMessage(
        17,
        LogLevel.Error,
        "{Watch}{OfAccount} stops without its last checkpoint: it could not be saved, and what was handled since the one before comes again.",
        EventName = "CheckpointGivenUp")]
    public static partial void CheckpointGivenUp(this ILogger logger, Exception error, string watch, string ofAccount);

    [LoggerMessage(
        18,
        LogLevel.Warning,
        "{Watch}{OfAccount}: the integrations of {Vendor} could not be listed ({Error}). Failures in a row: {Failures}. Next try in {DelaySeconds} s.",
        EventName = "SourcesNotDiscovered")]
    public static partial void SourcesNotDiscovered(
        this ILogger logger, string watch, string ofAccount, IntegrationVendor vendor, string error, int failures, double delaySeconds);

    [LoggerMessage(
        60,
        LogLevel.Information,
        "{Watch}{OfAccount} watches {Source} again: it goes on from where it was left.",
        EventName = "SourceResumed")]
    public static partial void SourceResumed(this ILogger logger, string watch, string ofAccount, string source);

    [LoggerMessage(
        61,
        LogLevel.Warning,
        "{Watch}{OfAccount} has not watched {Source} for 30 days: how far it was watched is forgotten.",
        EventName = "SourceForgotten")]
    public static partial void SourceForgotten(this ILogger logger, string watch, string ofAccount, string source);

    [LoggerMessage(
        62,
        LogLevel.Error,
        "{Watch}{OfAccount}: an entry of {Source} is a dead letter, because the handler failed at it too often. Attempts: {Attempts}.",
        EventName = "EntryGivenUp")]
    public static partial void EntryGivenUp(
        this ILogger logger, Exception error, string watch, string ofAccount, string source, int attempts);

    [LoggerMessage(
        63,
        LogLevel.Error,
        "{Watch}{OfAccount}: OnDeadLetter failed at an entry of {Source}. Failures in a row: {Failures}. It gets the entry again in {DelaySeconds} s.",
        EventName = "DeadLetterFailed")]
    public static partial void DeadLetterFailed(
        this ILogger logger, Exception error, string watch, string ofAccount, string source, int failures, double delaySeconds);

    [LoggerMessage(
        70,
        LogLevel.Warning,
        "{Watch}{OfAccount}: the sink '{Sink}' did not take a batch of {Source}. {Reason} Failures in a row: {Failures}. It gets the batch again in {DelaySeconds} s.",
        EventName = "SinkFailed")]
    public static partial void SinkFailed(
        this ILogger logger, Exception? error, string watch, string ofAccount, string sink, string source, string reason, int failures, double delaySeconds);

    [LoggerMessage(
        71,
        LogLevel.Error,
        "{Watch}{OfAccount}: the sink '{Sink}' refused a batch of {Source}. {Reason} Failures in a row: {Failures}. It gets the batch again in {DelaySeconds} s.",
        EventName = "SinkRefused")]
    public static partial void SinkRefused(
        this ILogger logger, Exception? error, string watch, string ofAccount, string sink, string source, string reason, int failures, double delaySeconds);

    [LoggerMessage(
        72,
        LogLevel.Information,
        "{Watch}{OfAccount}: the sink '{Sink}' takes batches of {Source} again. Failures in a row: {Failures}.",
        EventName = "SinkRecovered")]
    public static partial void SinkRecovered(
        this ILogger logger, string watch, string ofAccount, string sink, string source, int failures);
}
