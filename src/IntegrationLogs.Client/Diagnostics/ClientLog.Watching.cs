using Microsoft.Extensions.Logging;

namespace IntegrationLogs.Client.Diagnostics;

/// <summary>The log messages of polls and watches.</summary>
internal static partial class ClientLog
{
    [LoggerMessage(
        9,
        LogLevel.Warning,
        "{Source} had more than {Capacity} logs within the allowed lateness: those up to {SettledUntil:O} have settled sooner.",
        EventName = "SettledSooner")]
    public static partial void SettledSooner(this ILogger logger, string source, int capacity, DateTimeOffset settledUntil);

    [LoggerMessage(
        50,
        LogLevel.Error,
        "{Source}{OfAccount}: logs from {From} to {Until} may be missing ({Error}: {Reason}).",
        EventName = "Gap")]
    public static partial void Gap(
        this ILogger logger, string source, string ofAccount, string from, string until, string error, string reason);

    [LoggerMessage(
        51,
        LogLevel.Warning,
        "{Source}{OfAccount}: the checkpoint's watermark {Watermark:O} is in the future, and is set back to {To:O}. Check the clocks.",
        EventName = "WatermarkSetBack")]
    public static partial void WatermarkSetBack(
        this ILogger logger, string source, string ofAccount, DateTimeOffset watermark, DateTimeOffset to);

    [LoggerMessage(
        52,
        LogLevel.Warning,
        "{Source}{OfAccount}: logs that came later than the allowed lateness: {Late}. They are handed out.",
        EventName = "LateEntries")]
    public static partial void LateEntries(this ILogger logger, string source, string ofAccount, int late);

    [LoggerMessage(
        53,
        LogLevel.Information,
        "{Source}{OfAccount}: the first poll passed over logs from before the start: {PassedOver}. It found new ones: {Found}.",
        EventName = "PassedOver")]
    public static partial void PassedOver(this ILogger logger, string source, string ofAccount, int passedOver, int found);

#pragma warning disable SYSLIB1015 // The words for vendor and account are one, the client's.
    [LoggerMessage(
        54,
        LogLevel.Warning,
        "{Client}: integrations could not be listed ({Error}: {Reason}). Until they can, entries have no new names, and states of integrations are not known.",
        EventName = "IntegrationsNotListed")]
    public static partial void IntegrationsNotListed(
        this ILogger logger, string client, string error, string reason, IntegrationVendor Vendor, string? Account);
#pragma warning restore SYSLIB1015
}
