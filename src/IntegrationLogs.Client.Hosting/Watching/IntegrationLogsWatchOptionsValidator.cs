using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IntegrationLogs.Client.Hosting;

/// <summary>Checks the settings of one watch as a whole and reports every fault by the setting's name.</summary>
/// <param name="watchName">The watch.</param>
/// <param name="kind">Who gets what it finds.</param>
/// <param name="registered">What is in the container.</param>
/// <param name="earlier">The settings of the watches that were added before, by name.</param>
/// <param name="ofConfiguration">What is wrong with the section that the settings come from.</param>
internal sealed class IntegrationLogsWatchOptionsValidator(
    string watchName,
    WatchKind kind,
    IServiceProviderIsKeyedService? registered,
    Func<IEnumerable<(string Name, IntegrationLogsWatchOptions Options)>> earlier,
    IReadOnlyList<string> ofConfiguration)
    : IValidateOptions<IntegrationLogsWatchOptions>
{
    private const int MostHandlers = 1_000;
    private const int MostEntries = 100_000;

    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongestInterval = TimeSpan.FromDays(24);

    public ValidateOptionsResult Validate(string? name, IntegrationLogsWatchOptions options)
    {
        if (name != watchName)
        {
            return ValidateOptionsResult.Skip;
        }

        string[] faults =
        [
            .. ofConfiguration,
            .. ClientFaults(options.ClientName),
            .. SourceFaults(options),
            .. SharedSourceFaults(options),
            .. WatchFaults(options.Watch),
            .. DelayFaults(options),
            .. HandlerFaults(options),
            .. CheckpointFaults(options),
        ];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private IEnumerable<string> ClientFaults(string? clientName)
    {
        if (clientName is null)
        {
            yield return "ClientName must not be null: it is empty for the client without a name.";
        }
        else if (clientName.Length == 0 && registered?.IsService(typeof(IIntegrationLogFeed)) is false)
        {
            yield return "ClientName is empty, and no client without a name is registered: call AddIntegrationLogsClient.";
        }
        else if (clientName.Length > 0 && registered?.IsKeyedService(typeof(IIntegrationLogFeed), clientName) is false)
        {
            yield return $"ClientName is '{clientName}', and no client of that name is registered: call AddIntegrationLogsClient.";
        }
    }

    private IEnumerable<string> SourceFaults(IntegrationLogsWatchOptions options)
    {
        // A key that is wrong may be why there are none.
        if (options.Sources.Count + options.DiscoverSources.Count == 0 && ofConfiguration.Count == 0)
        {
            yield return "Sources and DiscoverSources are empty: name a source, or a vendor whose integrations are to be watched.";
        }

        if (options.Sources.Contains(null!))
        {
            yield return "Sources has a null in it.";
        }

        foreach (LogSource twice in Repeated(options.Sources.OfType<LogSource>()))
        {
            yield return $"Sources has {twice} twice.";
        }

        foreach (string inside in WatchedSources.InsideOthers(options))
        {
            yield return inside;
        }

        foreach (IntegrationVendor twice in Repeated(options.DiscoverSources))
        {
            yield return $"DiscoverSources has {twice} twice.";
        }

        foreach (IntegrationVendor unknown in options.DiscoverSources.Where(vendor => !Enum.IsDefined(vendor)).Distinct())
        {
            yield return $"DiscoverSources has {unknown}, and there is no such vendor.";
        }
    }

    private IEnumerable<string> SharedSourceFaults(IntegrationLogsWatchOptions options) =>
        from other in options.AllowSharedSources ? [] : earlier()
        where other.Options.ClientName == options.ClientName && !other.Options.AllowSharedSources
        let shared = WatchedSources.SharedBy(options, other.Options)
        where shared is not null
        select $"The watches '{other.Name}' and '{watchName}' both watch {shared}, so that each of its entries is handled twice: "
            + "watch it once, or set AllowSharedSources in one of them.";

    private static IEnumerable<string> WatchFaults(WatchOptions? watch) => watch is null
        ? ["Watch must not be null."]
        : new WatchOptionsValidator().Validate(name: null, watch).Failures?.Select(fault => $"Watch.{fault}") ?? [];

    private static IEnumerable<string> DelayFaults(IntegrationLogsWatchOptions options)
    {
        if (options.RetryBaseDelay <= TimeSpan.Zero)
        {
            yield return Fault(nameof(options.RetryBaseDelay), options.RetryBaseDelay, "more than zero");
        }

        if (options.RetryMaxDelay < options.RetryBaseDelay || options.RetryMaxDelay > LongestDelay)
        {
            yield return Fault(
                nameof(options.RetryMaxDelay),
                options.RetryMaxDelay,
                $"at least RetryBaseDelay ({options.RetryBaseDelay}) and at most {LongestDelay}");
        }
    }

    private IEnumerable<string> HandlerFaults(IntegrationLogsWatchOptions options)
    {
        if (options.MaxConcurrentHandlers is < 1 or > MostHandlers)
        {
            yield return Fault(nameof(options.MaxConcurrentHandlers), options.MaxConcurrentHandlers, "1 to 1,000");
        }

        if (options.MaxHandlerAttempts < 1)
        {
            yield return Fault(nameof(options.MaxHandlerAttempts), options.MaxHandlerAttempts, "1 or more, or null for no limit");
        }

        foreach (string fault in DeadLetterFaults.Of(kind, options))
        {
            yield return fault;
        }
    }

    private static IEnumerable<string> CheckpointFaults(IntegrationLogsWatchOptions options)
    {
        if (options.CheckpointEvery is < 1 or > MostEntries)
        {
            yield return Fault(nameof(options.CheckpointEvery), options.CheckpointEvery, "1 to 100,000");
        }

        if (options.CheckpointInterval <= TimeSpan.Zero || options.CheckpointInterval > LongestDelay)
        {
            yield return Fault(
                nameof(options.CheckpointInterval), options.CheckpointInterval, $"more than zero and at most {LongestDelay}");
        }

        if (options.RediscoverInterval <= TimeSpan.Zero || options.RediscoverInterval > LongestInterval)
        {
            yield return Fault(
                nameof(options.RediscoverInterval),
                options.RediscoverInterval,
                $"more than zero and at most {LongestInterval}, or null for never");
        }
    }

    private static IEnumerable<T> Repeated<T>(IEnumerable<T> all) =>
        all.GroupBy(one => one).Where(same => same.Count() > 1).Select(same => same.Key);

    private static string Fault(string name, object? value, string range) =>
        string.Create(CultureInfo.InvariantCulture, $"{name} is {value}; it must be {range}.");
}
