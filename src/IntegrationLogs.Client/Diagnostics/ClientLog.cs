using Microsoft.Extensions.Logging;

namespace IntegrationLogs.Client.Diagnostics;

/// <summary>The log messages. Their event ids are part of the contract: they are never reused for something else.</summary>
internal static partial class ClientLog
{
    [LoggerMessage(1, LogLevel.Debug, "{Vendor}: {Endpoint} answered a page; records: {Items}.", EventName = "PageRead")]
    public static partial void PageRead(this ILogger logger, IntegrationVendor vendor, string endpoint, int items);

    [LoggerMessage(
        2, LogLevel.Debug, "{Vendor}: the list of {Endpoint} has moved; going from offset {From} to {To}.", EventName = "ListMoved")]
    public static partial void ListMoved(this ILogger logger, IntegrationVendor vendor, string endpoint, int from, int to);

    [LoggerMessage(
        3,
        LogLevel.Warning,
        "{Vendor}: {Endpoint}, attempt {Attempt} failed ({Reason}); trying again in {DelayMilliseconds} ms.",
        EventName = "Retrying")]
    public static partial void Retrying(
        this ILogger logger, IntegrationVendor vendor, string endpoint, int attempt, string reason, double delayMilliseconds);

    [LoggerMessage(4, LogLevel.Debug, "{Vendor}: got an access token for {LifetimeSeconds} s.", EventName = "TokenFetched")]
    public static partial void TokenFetched(this ILogger logger, IntegrationVendor vendor, double lifetimeSeconds);

    [LoggerMessage(5, LogLevel.Error, "{Vendor}: got no access token ({Error}).", EventName = "TokenFailed")]
    public static partial void TokenFailed(this ILogger logger, IntegrationVendor vendor, string error);

    [LoggerMessage(6, LogLevel.Information, "{Vendor}: the access token was refused; asking for another.", EventName = "TokenRejected")]
    public static partial void TokenRejected(this ILogger logger, IntegrationVendor vendor);

    [LoggerMessage(
        7,
        LogLevel.Warning,
        "{Source} could not be polled ({Error}). Failures in a row: {Failures}. Next try in {DelaySeconds} s.",
        EventName = "SourceFailed")]
    public static partial void SourceFailed(this ILogger logger, string source, string error, int failures, double delaySeconds);

    [LoggerMessage(8, LogLevel.Information, "{Source} can be polled again. Failures in a row: {Failures}.", EventName = "SourceRecovered")]
    public static partial void SourceRecovered(this ILogger logger, string source, int failures);

    [LoggerMessage(
        9,
        LogLevel.Warning,
        "{Source} had more than {Capacity} logs within the settle window: those up to {SettledUntil:O} have settled sooner.",
        EventName = "SettledSooner")]
    public static partial void SettledSooner(this ILogger logger, string source, int capacity, DateTimeOffset settledUntil);

    [LoggerMessage(
        30,
        LogLevel.Warning,
        "{Vendor}: {Endpoint} gave records that cannot be read, {Count} on this page. Of the first one: {Reason}",
        EventName = "UnreadableRecords")]
    public static partial void UnreadableRecords(
        this ILogger logger, IntegrationVendor vendor, string endpoint, int count, string reason);

    [LoggerMessage(
        40,
        LogLevel.Warning,
        "{Vendor}: {Endpoint} was answered with {Status} {With} Retry-After; the account sends nothing for {PauseSeconds} s.",
        EventName = "AccountPaused")]
    public static partial void AccountPaused(
        this ILogger logger, IntegrationVendor vendor, string endpoint, int status, string with, double pauseSeconds);

    [LoggerMessage(
        41,
        LogLevel.Information,
        "{Vendor}: the account sends at most {PerSecond:0.##} requests a second instead of {Before:0.##}, after a refusal.",
        EventName = "RateLowered")]
    public static partial void RateLowered(this ILogger logger, IntegrationVendor vendor, double before, double perSecond);

    [LoggerMessage(
        42,
        LogLevel.Information,
        "{Vendor}: the account sends up to {PerSecond:0.##} requests a second instead of {Before:0.##}, as all goes well.",
        EventName = "RateRaised")]
    public static partial void RateRaised(this ILogger logger, IntegrationVendor vendor, double before, double perSecond);

    [LoggerMessage(
        20,
        LogLevel.Information,
        "{Vendor}: the place to go on from in the list of {Endpoint} has moved; looking for it at offset {To} instead of {From}, "
        + "request {Request} of at most {MaxRequests}.",
        EventName = "PlaceSearched")]
    public static partial void PlaceSearched(
        this ILogger logger, IntegrationVendor vendor, string endpoint, int from, int to, int request, int maxRequests);

    [LoggerMessage(
        21,
        LogLevel.Warning,
        "{Vendor}: {Endpoint} says that the list has {Total} records, but {Read} were read; its total is ignored.",
        EventName = "TotalContradicted")]
    public static partial void TotalContradicted(
        this ILogger logger, IntegrationVendor vendor, string endpoint, long total, int read);

    [LoggerMessage(
        22,
        LogLevel.Warning,
        "{Vendor}: {Endpoint} says that there are more records, but lists none at offset {Offset}, asked twice; the list ends there.",
        EventName = "EndContradicted")]
    public static partial void EndContradicted(this ILogger logger, IntegrationVendor vendor, string endpoint, int offset);
}
