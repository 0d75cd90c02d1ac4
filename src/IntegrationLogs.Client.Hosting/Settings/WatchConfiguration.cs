using IntegrationLogs.Client.Settings;
using Microsoft.Extensions.Configuration;

namespace IntegrationLogs.Client.Hosting;

/// <summary>A watch's settings in a configuration section. What only code can say is no key of it.</summary>
internal static class WatchConfiguration
{
    private const string Duration = "a time such as 00:01:30";
    private const string DurationOrNever = "a time such as 00:01:30, or Never";
    private const string Flag = "true or false";
    private const string WholeNumber = "a whole number";

    private static readonly string[] InCodeOnly =
    [
        nameof(IntegrationLogsWatchOptions.CheckpointStore), nameof(IntegrationLogsWatchOptions.OnDeadLetter),
        nameof(IntegrationLogsWatchOptions.OnIncidentDeadLetter),
        nameof(WatchOptions.OnSourceError), nameof(WatchOptions.OnSourcePolled), nameof(WatchOptions.OnGap), nameof(WatchOptions.Where),
    ];

    private static readonly ConfigurationKeys Keys = new(new Dictionary<string, string[]>
    {
        [string.Empty] = [.. ConfigurationKeys.NamesOf<IntegrationLogsWatchOptions>().Except(InCodeOnly)],
        [nameof(IntegrationLogsWatchOptions.Watch)] = [.. ConfigurationKeys.NamesOf<WatchOptions>().Except(InCodeOnly)],
        [nameof(WatchOptions.Incidents)] = ConfigurationKeys.NamesOf<IncidentOptions>(),
    });

    /// <summary>What is wrong with a section, one text for each fault.</summary>
    /// <param name="configuration">The section.</param>
    /// <param name="all">The configuration that it should be in, where that is known.</param>
    /// <param name="others">The paths of other sections, which may stand inside.</param>
    public static IReadOnlyList<string> FaultsOf(IConfiguration configuration, IConfiguration? all, IReadOnlyList<string> others) =>
        MissingSection.FaultOf(configuration, all) is string missing
            ? [missing]
            : [.. Keys.FaultsOf(configuration, others), .. Read(configuration, new IntegrationLogsWatchOptions())];

    /// <summary>Sets what a section has and what can be read of it.</summary>
    /// <returns>What cannot be read, one text for each.</returns>
    public static IReadOnlyList<string> Read(IConfiguration configuration, IntegrationLogsWatchOptions options)
    {
        List<string> faults = [];
        var settings = new SettingReader(configuration, faults);
        options.ClientName = settings.Read(
            nameof(options.ClientName), options.ClientName, SettingTexts.TryParseText, "the name that the client is registered with");
        settings.ReadList(
            nameof(options.Sources),
            options.Sources,
            SettingTexts.TryParseSource,
            $"{IntegrationVendor.ElasticPath} or {IntegrationVendor.Sendcloud}, with '/' and an integration's id for the logs of one");
        settings.ReadList(
            nameof(options.DiscoverSources),
            options.DiscoverSources,
            SettingTexts.TryParseVendor,
            $"{IntegrationVendor.ElasticPath} or {IntegrationVendor.Sendcloud}");
        options.RediscoverInterval = ReadDurationOrNever(settings, nameof(options.RediscoverInterval), options.RediscoverInterval);
        options.CheckpointEvery = settings.Read(
            nameof(options.CheckpointEvery), options.CheckpointEvery, SettingTexts.TryParseWhole, WholeNumber);
        options.CheckpointInterval = ReadDuration(settings, nameof(options.CheckpointInterval), options.CheckpointInterval);
        options.MaxConcurrentHandlers = settings.Read(
            nameof(options.MaxConcurrentHandlers), options.MaxConcurrentHandlers, SettingTexts.TryParseWhole, WholeNumber);
        options.MaxHandlerAttempts = settings.Read(
            nameof(options.MaxHandlerAttempts), options.MaxHandlerAttempts, SettingTexts.TryParseWholeOrNull, WholeNumber);
        options.AllowSharedSources = settings.Read(nameof(options.AllowSharedSources), options.AllowSharedSources, bool.TryParse, Flag);
        options.RetryBaseDelay = ReadDuration(settings, nameof(options.RetryBaseDelay), options.RetryBaseDelay);
        options.RetryMaxDelay = ReadDuration(settings, nameof(options.RetryMaxDelay), options.RetryMaxDelay);
        options.Watch = ReadWatch(settings.Inside(nameof(options.Watch)), options.Watch);
        return faults;
    }

    private static WatchOptions ReadWatch(SettingReader settings, WatchOptions watch)
    {
        List<string> integrations = [];
        settings.ReadList(nameof(watch.IntegrationIds), integrations, SettingTexts.TryParseText, "an integration's id");
        WatchOptions read = ReadValues(settings, integrations.Count == 0 ? watch : watch with { IntegrationIds = integrations });
        SettingReader incidents = settings.Inside(nameof(watch.Incidents));
        return incidents.IsThere ? read with { Incidents = ReadIncidents(incidents, watch.Incidents ?? new IncidentOptions()) } : read;
    }

    private static IncidentOptions ReadIncidents(SettingReader settings, IncidentOptions incidents) => incidents with
    {
        MinFailures = settings.Read(nameof(incidents.MinFailures), incidents.MinFailures, SettingTexts.TryParseWhole, WholeNumber),
        OpenWithin = ReadDuration(settings, nameof(incidents.OpenWithin), incidents.OpenWithin),
        UpdateEvery = ReadDurationOrNever(settings, nameof(incidents.UpdateEvery), incidents.UpdateEvery),
        ResolveAfter = ReadDuration(settings, nameof(incidents.ResolveAfter), incidents.ResolveAfter),
        QuietFor = ReadDuration(settings, nameof(incidents.QuietFor), incidents.QuietFor),
        NoLogsFor = ReadDurationOrNever(settings, nameof(incidents.NoLogsFor), incidents.NoLogsFor),
        Samples = settings.Read(nameof(incidents.Samples), incidents.Samples, SettingTexts.TryParseWhole, WholeNumber),
    };

    private static WatchOptions ReadValues(SettingReader settings, WatchOptions watch) => watch with
    {
        PollInterval = ReadDuration(settings, nameof(watch.PollInterval), watch.PollInterval),
        Jitter = settings.Read(nameof(watch.Jitter), watch.Jitter, SettingTexts.TryParseNumber, "a number such as 0.1"),
        AllowedLateness = ReadDuration(settings, nameof(watch.AllowedLateness), watch.AllowedLateness),
        AuditInterval = ReadDurationOrNever(settings, nameof(watch.AuditInterval), watch.AuditInterval),
        FailuresOnly = settings.Read(nameof(watch.FailuresOnly), watch.FailuresOnly, bool.TryParse, Flag),
        Start = settings.Read(
            nameof(watch.Start),
            watch.Start,
            SettingTexts.TryParseStart,
            $"{nameof(WatchStart.Now)}, {nameof(WatchStart.Beginning)} or a time such as 2026-11-01T00:00:00Z"),
        MaxConcurrency = settings.Read(nameof(watch.MaxConcurrency), watch.MaxConcurrency, SettingTexts.TryParseWhole, WholeNumber),
        PageSize = settings.Read(nameof(watch.PageSize), watch.PageSize, SettingTexts.TryParseWhole, WholeNumber),
        MaxPages = settings.Read(nameof(watch.MaxPages), watch.MaxPages, SettingTexts.TryParseWhole, WholeNumber),
        ReadWholeLists = settings.Read(nameof(watch.ReadWholeLists), watch.ReadWholeLists, bool.TryParse, Flag),
        MaxErrorPause = ReadDuration(settings, nameof(watch.MaxErrorPause), watch.MaxErrorPause),
    };

    private static TimeSpan ReadDuration(SettingReader settings, string key, TimeSpan otherwise) =>
        settings.Read(key, otherwise, SettingTexts.TryParseDuration, Duration);

    private static TimeSpan? ReadDurationOrNever(SettingReader settings, string key, TimeSpan? otherwise) =>
        settings.Read(key, otherwise, SettingTexts.TryParseDurationOrNever, DurationOrNever);
}
