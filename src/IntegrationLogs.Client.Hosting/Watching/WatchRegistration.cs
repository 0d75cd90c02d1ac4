using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace IntegrationLogs.Client.Hosting;

/// <summary>Adds one watch to a container.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Who gets what it finds.</param>
/// <param name="DeliveryOf">Makes what hands that on.</param>
internal sealed record WatchRegistration(
    string Name, WatchKind Kind, Func<IServiceProvider, WatchIdentity, IntegrationLogsWatchOptions, IPollDelivery> DeliveryOf)
{
    /// <summary>The section that its settings come from, if they do.</summary>
    public IConfiguration? Section { get; init; }

    /// <summary>What has to be so, whatever its settings say.</summary>
    public Action<IntegrationLogsWatchOptions> Adapt { get; init; } = _ => { };

    /// <exception cref="ArgumentException">There is a watch of that name already.</exception>
    public void AddTo(IServiceCollection services, Action<OptionsBuilder<IntegrationLogsWatchOptions>> configure)
    {
        string[] earlier =
        [
            .. services.Where(service => service.ServiceType == typeof(WatchState)).Select(service => (string)service.ServiceKey!),
        ];
        RequireNew(Name, services);

        AddShared(services);
        services.AddKeyedSingleton(Name, (provider, _) => new WatchState(Name, provider.GetRequiredService<HostingRuntime>().Time));
        OptionsBuilder<IntegrationLogsWatchOptions> options = services.AddOptions<IntegrationLogsWatchOptions>(Name);
        configure(options);
        options.PostConfigure(Adapt).ValidateOnStart();
        services.AddSingleton<IValidateOptions<IntegrationLogsWatchOptions>>(provider =>
            new IntegrationLogsWatchOptionsValidator(
                Name,
                Kind,
                provider.GetService<IServiceProviderIsKeyedService>(),
                () => OptionsOf(provider, earlier),
                Section is null
                    ? []
                    : WatchConfiguration.FaultsOf(Section, provider.GetService<IConfiguration>(), OwnSections.PathsIn(services))));

        // Not AddHostedService, which takes a second watch for the first.
        services.AddSingleton<IHostedService>(provider => new WatchService(
            Name, provider, (watch, settings) => DeliveryOf(provider, watch, settings)));
        if (Section is not null)
        {
            OwnSections.Add(services, Section);
        }
    }

    /// <exception cref="ArgumentException">There is a watch of that name already, with a handler or of sinks.</exception>
    public static void RequireNew(string name, IServiceCollection services)
    {
        if (services.Any(service => (service.ServiceType == typeof(WatchState) || service.ServiceType == typeof(BuiltWatch))
            && name.Equals(service.ServiceKey)))
        {
            throw new ArgumentException($"There is a watch named '{name}' already: give each a name of its own.", nameof(name));
        }
    }

    /// <summary>What all watches of a container share.</summary>
    private static void AddShared(IServiceCollection services)
    {
        services.AddLogging();
        services.AddMetrics();
        services.TryAddSingleton(provider => new HostingRuntime(
            provider.GetService<TimeProvider>() ?? TimeProvider.System, SharedRandom.Next));
        services.TryAddSingleton<HostingDiagnostics>();
        services.TryAddSingleton<StoreClaims>();
    }

    /// <summary>Of the watches whose settings are right: wrong ones are told by themselves.</summary>
    private static IEnumerable<(string Name, IntegrationLogsWatchOptions Options)> OptionsOf(IServiceProvider provider, string[] watches)
    {
        var settings = provider.GetRequiredService<IOptionsMonitor<IntegrationLogsWatchOptions>>();
        foreach (string watch in watches)
        {
            IntegrationLogsWatchOptions options;
            try
            {
                options = settings.Get(watch);
            }
            catch (OptionsValidationException)
            {
                continue;
            }

            yield return (watch, options);
        }
    }
}
