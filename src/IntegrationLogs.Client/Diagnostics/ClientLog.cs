using Microsoft.Extensions.Logging;

namespace IntegrationLogs.Client.Diagnostics;

/// <summary>
/// The log messages. Their event ids are part of the contract: they are never reused for something else. What a message does not say in
/// words is a property all the same: the vendor, and the account.
/// </summary>
#pragma warning disable SYSLIB1015 // The words for both are one, the client's.
internal static partial class ClientLog
{
    [LoggerMessage(1, LogLevel.Debug, "{Client}: {Endpoint} answered a page; records: {Items}.", EventName = "PageRead")]
    public static partial void PageRead(
        this ILogger logger, string client, string endpoint, int items, IntegrationVendor Vendor, string? Account);

    [LoggerMessage(
        2, LogLevel.Debug, "{Client}: the list of {Endpoint} has moved; going from offset {From} to {To}.", EventName = "ListMoved")]
    public static partial void ListMoved(
        this ILogger logger, string client, string endpoint, int from, int to, IntegrationVendor Vendor, string? Account);

    [LoggerMessage(
        3,
        LogLevel.Warning,
        "{Client}: {Endpoint}, attempt {Attempt} failed ({Reason}); trying again in {DelayMilliseconds} ms.",
        EventName = "Retrying")]
    public static partial void Retrying(
        this ILogger logger,
        string client,
        string endpoint,
        int attempt,
        string reason,
        double delayMilliseconds,
        IntegrationVendor Vendor,
        string? Account);

    [LoggerMessage(4, LogLevel.Debug, "{Client}: got an access token for {LifetimeSeconds} s.", EventName = "TokenFetched")]
    public static partial void TokenFetched(
        this ILogger logger, string client, double lifetimeSeconds, IntegrationVendor Vendor, string? Account);

    [LoggerMessage(5, LogLevel.Error, "{Client}: got no access token ({Error}).", EventName = "TokenFailed")]
    public static partial void TokenFailed(this ILogger logger, string client, string error, IntegrationVendor Vendor, string? Account);

    [LoggerMessage(6, LogLevel.Information, "{Client}: the access token was refused; asking for another.", EventName = "TokenRejected")]
    public static partial void TokenRejected(this ILogger logger, string client, IntegrationVendor Vendor, string? Account);

    [LoggerMessage(
        30,
        LogLevel.Warning,
        "{Client}: {Endpoint} gave records that cannot be read, {Count} on this page. Of the first one: {Reason}",
        EventName = "UnreadableRecords")]
    public static partial void UnreadableRecords(
        this ILogger logger, string client, string endpoint, int count, string reason, IntegrationVendor Vendor, string? Account);

    [LoggerMessage(
        40,
        LogLevel.Warning,
        "{Client}: {Endpoint} was answered with {Status} {With} Retry-After; the account sends nothing for {PauseSeconds} s.",
        EventName = "AccountPaused")]
    public static partial void AccountPaused(
        this ILogger logger,
        string client,
        string endpoint,
        int status,
        string with,
        double pauseSeconds,
        IntegrationVendor Vendor,
        string? Account);

    [LoggerMessage(
        41,
        LogLevel.Information,
        "{Client}: the account sends at most {PerSecond:0.##} requests a second instead of {Before:0.##}, after a refusal.",
        EventName = "RateLowered")]
    public static partial void RateLowered(
        this ILogger logger, string client, double before, double perSecond, IntegrationVendor Vendor, string? Account);

    [LoggerMessage(
        42,
        LogLevel.Information,
        "{Client}: the account sends up to {PerSecond:0.##} requests a second instead of {Before:0.##}, as all goes well.",
        EventName = "RateRaised")]
    public static partial void RateRaised(
        this ILogger logger, string client, double before, double perSecond, IntegrationVendor Vendor, string? Account);

    [LoggerMessage(
        20,
        LogLevel.Information,
        "{Client}: the place to go on from in the list of {Endpoint} has moved; looking for it at offset {To} instead of {From}, "
        + "request {Request} of at most {MaxRequests}.",
        EventName = "PlaceSearched")]
    public static partial void PlaceSearched(
        this ILogger logger,
        string client,
        string endpoint,
        int from,
        int to,
        int request,
        int maxRequests,
        IntegrationVendor Vendor,
        string? Account);

    [LoggerMessage(
        21,
        LogLevel.Warning,
        "{Client}: {Endpoint} says that the list has {Total} records, but {Read} were read; its total is ignored.",
        EventName = "TotalContradicted")]
    public static partial void TotalContradicted(
        this ILogger logger, string client, string endpoint, long total, int read, IntegrationVendor Vendor, string? Account);

    [LoggerMessage(
        22,
        LogLevel.Warning,
        "{Client}: {Endpoint} says that there are more records, but lists none at offset {Offset}, asked twice; the list ends there.",
        EventName = "EndContradicted")]
    public static partial void EndContradicted(
        this ILogger logger, string client, string endpoint, int offset, IntegrationVendor Vendor, string? Account);
}
