using IntegrationLogs.Client;
using IntegrationLogs.Client.DependencyInjection;
using IntegrationLogs.Client.Feed;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers integration logs clients.</summary>
public static class IntegrationLogsServiceCollectionExtensions
{
    /// <summary>Registers <see cref="IIntegrationLogsClient"/> as a singleton, with the settings of a configuration section.</summary>
    /// <param name="services">The container's services.</param>
    /// <param name="configuration">A section with the names of <see cref="IntegrationLogsClientOptions"/>.</param>
    /// <remarks>
    /// Wrong settings are an <see cref="OptionsValidationException"/> at the host's start, or at the first use without a host.
    /// </remarks>
    public static IIntegrationLogsClientBuilder AddIntegrationLogsClient(this IServiceCollection services, IConfiguration configuration) =>
        services.AddIntegrationLogsClient(Options.Options.DefaultName, configuration);

    /// <summary>Registers <see cref="IIntegrationLogsClient"/> as a singleton, with settings made in code.</summary>
    /// <param name="services">The container's services.</param>
    /// <param name="configure">Sets the settings.</param>
    /// <remarks>
    /// Wrong settings are an <see cref="OptionsValidationException"/> at the host's start, or at the first use without a host.
    /// </remarks>
    public static IIntegrationLogsClientBuilder AddIntegrationLogsClient(
        this IServiceCollection services, Action<IntegrationLogsClientOptions> configure) =>
        services.AddIntegrationLogsClient(Options.Options.DefaultName, configure);

    /// <summary>Registers one of several accounts: <see cref="IIntegrationLogsClient"/> as a singleton with a key.</summary>
    /// <param name="services">The container's services.</param>
    /// <param name="name">The account's name: the key to ask for it with.</param>
    /// <param name="configuration">A section with the names of <see cref="IntegrationLogsClientOptions"/>.</param>
    /// <remarks>
    /// Wrong settings are an <see cref="OptionsValidationException"/> at the host's start, or at the first use without a host.
    /// </remarks>
    public static IIntegrationLogsClientBuilder AddIntegrationLogsClient(
        this IServiceCollection services, string name, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(configuration);
        services.AddOptions<IntegrationLogsClientOptions>(name).Bind(configuration);
        return AddClient(services, name);
    }

    /// <summary>Registers one of several accounts: <see cref="IIntegrationLogsClient"/> as a singleton with a key.</summary>
    /// <param name="services">The container's services.</param>
    /// <param name="name">The account's name: the key to ask for it with.</param>
    /// <param name="configure">Sets the settings.</param>
    /// <remarks>
    /// Wrong settings are an <see cref="OptionsValidationException"/> at the host's start, or at the first use without a host.
    /// </remarks>
    public static IIntegrationLogsClientBuilder AddIntegrationLogsClient(
        this IServiceCollection services, string name, Action<IntegrationLogsClientOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(configure);
        services.AddOptions<IntegrationLogsClientOptions>(name).Configure(configure);
        return AddClient(services, name);
    }

    private static IntegrationLogsClientBuilder AddClient(IServiceCollection services, string name)
    {
        // A second registration of a name adds to its settings; its handlers must not run twice.
        IntegrationLogsClientBuilder? registered = services
            .Where(service => service.ServiceType == typeof(IntegrationLogsClientBuilder))
            .Select(service => (IntegrationLogsClientBuilder)service.ImplementationInstance!)
            .FirstOrDefault(builder => builder.Name == name);
        if (registered is not null)
        {
            return registered;
        }

        RuntimeRegistration.Add(services);
        services.AddOptions<IntegrationLogsClientOptions>(name).ValidateOnStart();
        services.AddSingleton<IValidateOptions<IntegrationLogsClientOptions>>(new IntegrationLogsClientOptionsValidator(name));

        services.AddKeyedSingleton(name, (provider, _) =>
            provider.GetRequiredService<IOptionsMonitor<IntegrationLogsClientOptions>>().Get(name));
        var elasticPath = new ElasticPathSetup(services, name);
        var sendcloud = new SendcloudSetup(services, name);
        elasticPath.Register();
        sendcloud.Register();
        services.AddKeyedSingleton<IIntegrationLogsClient>(name, (provider, _) => CreateClient(provider, name));
        services.AddKeyedSingleton(name, (provider, _) => provider.GetRequiredKeyedService<IIntegrationLogsClient>(name).Feed);
        if (name.Length == 0)
        {
            services.AddSingleton(provider => provider.GetRequiredKeyedService<IIntegrationLogsClient>(name));
            services.AddSingleton(provider => provider.GetRequiredKeyedService<IIntegrationLogFeed>(name));
        }

        var added = new IntegrationLogsClientBuilder(name, services, elasticPath, sendcloud);
        services.AddSingleton(added);
        return added;
    }

    private static IntegrationLogsClient CreateClient(IServiceProvider provider, string name)
    {
        // Wrong settings are told now, even where no host has checked them at its start.
        provider.GetRequiredKeyedService<IntegrationLogsClientOptions>(name);
        return new IntegrationLogsClient(
            () => provider.GetRequiredKeyedService<IElasticPathClient>(name),
            () => provider.GetRequiredKeyedService<ISendcloudClient>(name),
            api => ((IKeyedServiceProvider)provider).GetKeyedService(api, name),
            provider.GetRequiredService<FeedRuntime>());
    }
}
