using IntegrationLogs.Client;
using IntegrationLogs.Client.DependencyInjection;
using IntegrationLogs.Client.Feed;
using IntegrationLogs.Client.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers integration logs clients.</summary>
/// <remarks>
/// Wrong settings are an <see cref="OptionsValidationException"/> at the host's start, or at the first use without a host. So are a client
/// without any vendor, a name that is registered twice, and a section that is missing or has unknown keys.
/// </remarks>
public static class IntegrationLogsServiceCollectionExtensions
{
    /// <summary>Registers <see cref="IIntegrationLogsClient"/> as a singleton, with the settings of a configuration section.</summary>
    /// <param name="services">The container's services.</param>
    /// <param name="configuration">A section with the names of <see cref="IntegrationLogsClientOptions"/>.</param>
    public static IIntegrationLogsClientBuilder AddIntegrationLogsClient(this IServiceCollection services, IConfiguration configuration) =>
        services.AddIntegrationLogsClient(Options.Options.DefaultName, configuration);

    /// <summary>Registers <see cref="IIntegrationLogsClient"/> as a singleton, with settings made in code.</summary>
    /// <param name="services">The container's services.</param>
    /// <param name="configure">Sets the settings.</param>
    public static IIntegrationLogsClientBuilder AddIntegrationLogsClient(
        this IServiceCollection services, Action<IntegrationLogsClientOptions> configure) =>
        services.AddIntegrationLogsClient(Options.Options.DefaultName, configure);

    /// <summary>Registers <see cref="IIntegrationLogsClient"/> as a singleton, with settings that are there already.</summary>
    /// <param name="services">The container's services.</param>
    /// <param name="options">The settings. Changing them afterwards has no effect.</param>
    public static IIntegrationLogsClientBuilder AddIntegrationLogsClient(
        this IServiceCollection services, IntegrationLogsClientOptions options) =>
        services.AddIntegrationLogsClient(Options.Options.DefaultName, options);

    /// <summary>Registers one of several accounts: <see cref="IIntegrationLogsClient"/> as a singleton with a key.</summary>
    /// <param name="services">The container's services.</param>
    /// <param name="name">The account's name: the key to ask for it with.</param>
    /// <param name="configuration">A section with the names of <see cref="IntegrationLogsClientOptions"/>.</param>
    public static IIntegrationLogsClientBuilder AddIntegrationLogsClient(
        this IServiceCollection services, string name, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        IntegrationLogsClientBuilder client = AddClient(services, name, options => ClientConfiguration.Bind(configuration, name, options));
        client.Configuration = configuration;
        OwnSections.Add(services, configuration);
        return client;
    }

    /// <summary>Registers one of several accounts: <see cref="IIntegrationLogsClient"/> as a singleton with a key.</summary>
    /// <param name="services">The container's services.</param>
    /// <param name="name">The account's name: the key to ask for it with.</param>
    /// <param name="configure">Sets the settings.</param>
    public static IIntegrationLogsClientBuilder AddIntegrationLogsClient(
        this IServiceCollection services, string name, Action<IntegrationLogsClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        return AddClient(services, name, configure);
    }

    /// <summary>Registers one of several accounts: <see cref="IIntegrationLogsClient"/> as a singleton with a key.</summary>
    /// <param name="services">The container's services.</param>
    /// <param name="name">The account's name: the key to ask for it with.</param>
    /// <param name="options">The settings. Changing them afterwards has no effect.</param>
    public static IIntegrationLogsClientBuilder AddIntegrationLogsClient(
        this IServiceCollection services, string name, IntegrationLogsClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var copy = new IntegrationLogsClientOptions();
        options.CopyTo(copy);
        return AddClient(services, name, copy.CopyTo);
    }

    private static IntegrationLogsClientBuilder AddClient(
        IServiceCollection services, string name, Action<IntegrationLogsClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        services.AddOptions<IntegrationLogsClientOptions>(name).Configure(configure).ValidateOnStart();
        IntegrationLogsClientBuilder client = Find(services, name) ?? AddFirst(services, name);
        client.Registrations++;
        return client;
    }

    private static IntegrationLogsClientBuilder? Find(IServiceCollection services, string name) => services
        .Where(service => service.ServiceType == typeof(IntegrationLogsClientBuilder))
        .Select(service => (IntegrationLogsClientBuilder)service.ImplementationInstance!)
        .FirstOrDefault(client => client.Name == name);

    private static IntegrationLogsClientBuilder AddFirst(IServiceCollection services, string name)
    {
        RuntimeRegistration.Add(services);
        var client = new IntegrationLogsClientBuilder(name, services);
        services.AddSingleton(client);
        services.AddSingleton<IValidateOptions<IntegrationLogsClientOptions>>(new IntegrationLogsClientOptionsValidator(name));
        services.AddSingleton<IValidateOptions<IntegrationLogsClientOptions>>(
            provider => new ClientRegistrationValidator(client, provider.GetService<IConfiguration>()));
        services.AddKeyedSingleton(name, (provider, _) =>
            provider.GetRequiredService<IOptionsMonitor<IntegrationLogsClientOptions>>().Get(name));
        client.RegisterVendors();
        services.AddKeyedSingleton<IIntegrationLogsClient>(name, (provider, _) => CreateClient(provider, client));
        services.AddKeyedSingleton(name, (provider, _) => provider.GetRequiredKeyedService<IIntegrationLogsClient>(name).Feed);
        if (name.Length == 0)
        {
            services.AddSingleton(provider => provider.GetRequiredKeyedService<IIntegrationLogsClient>(name));
            services.AddSingleton(provider => provider.GetRequiredKeyedService<IIntegrationLogFeed>(name));
        }

        return client;
    }

    private static IntegrationLogsClient CreateClient(IServiceProvider provider, IntegrationLogsClientBuilder client)
    {
        // Wrong settings are told now, even where no host has checked them at its start.
        IntegrationLogsClientOptions options = provider.GetRequiredKeyedService<IntegrationLogsClientOptions>(client.Name);
        return new IntegrationLogsClient(
            provider.GetRequiredKeyedService<IElasticPathClient>(client.Name),
            provider.GetRequiredKeyedService<ISendcloudClient>(client.Name),
            vendor => client.IsConfigured(vendor, provider),
            api => ((IKeyedServiceProvider)provider).GetKeyedService(api, client.Name),
            provider.GetRequiredService<FeedRuntime>() with { NamesRefreshInterval = options.NamesRefreshInterval });
    }
}
