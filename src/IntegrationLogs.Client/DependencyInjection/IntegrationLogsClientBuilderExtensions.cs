using IntegrationLogs.Client;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Replaces parts of a registered client.</summary>
public static class IntegrationLogsClientBuilderExtensions
{
    /// <summary>
    /// Takes a vendor's bearer tokens from a provider of your own; the vendor then needs no credentials in the settings. Call it on
    /// <see cref="IIntegrationLogsClientBuilder.ElasticPath"/> or <see cref="IIntegrationLogsClientBuilder.Sendcloud"/>.
    /// </summary>
    /// <param name="builder">The vendor's HTTP client.</param>
    /// <param name="create">Makes the provider, once.</param>
    public static IHttpClientBuilder UseAccessTokenProvider(
        this IHttpClientBuilder builder, Func<IServiceProvider, IAccessTokenProvider> create)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(create);
        builder.Services.RemoveAllKeyed<IAccessTokenProvider>(builder.Name);
        builder.Services.AddKeyedSingleton(builder.Name, (provider, _) => create(provider));
        return builder;
    }

    /// <summary>Puts an implementation of your own in the place of Elastic Path's endpoints, below all paging.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="create">Makes the implementation, once.</param>
    public static IIntegrationLogsClientBuilder UseElasticPathApi(
        this IIntegrationLogsClientBuilder builder, Func<IServiceProvider, IElasticPathApi> create) =>
        Replace(builder, create);

    /// <summary>Puts an implementation of your own in the place of Sendcloud's endpoints, below all paging.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="create">Makes the implementation, once.</param>
    public static IIntegrationLogsClientBuilder UseSendcloudApi(
        this IIntegrationLogsClientBuilder builder, Func<IServiceProvider, ISendcloudApi> create) =>
        Replace(builder, create);

    /// <summary>Wraps Elastic Path's endpoints, for caching, counting or recording requests.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="decorate">Makes the wrapper around what was there, once.</param>
    public static IIntegrationLogsClientBuilder DecorateElasticPathApi(
        this IIntegrationLogsClientBuilder builder, Func<IServiceProvider, IElasticPathApi, IElasticPathApi> decorate) =>
        Decorate(builder, decorate);

    /// <summary>Wraps Sendcloud's endpoints, for caching, counting or recording requests.</summary>
    /// <param name="builder">The client.</param>
    /// <param name="decorate">Makes the wrapper around what was there, once.</param>
    public static IIntegrationLogsClientBuilder DecorateSendcloudApi(
        this IIntegrationLogsClientBuilder builder, Func<IServiceProvider, ISendcloudApi, ISendcloudApi> decorate) =>
        Decorate(builder, decorate);

    private static IIntegrationLogsClientBuilder Replace<TApi>(IIntegrationLogsClientBuilder builder, Func<IServiceProvider, TApi> create)
        where TApi : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(create);
        builder.Services.RemoveAllKeyed<TApi>(builder.Name);
        builder.Services.AddKeyedSingleton(builder.Name, (provider, _) => create(provider));
        return builder;
    }

    private static IIntegrationLogsClientBuilder Decorate<TApi>(
        IIntegrationLogsClientBuilder builder, Func<IServiceProvider, TApi, TApi> decorate)
        where TApi : class
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(decorate);
        Func<IServiceProvider, object?, object> inner = builder.Services
            .Last(service => service.ServiceType == typeof(TApi) && service.IsKeyedService && builder.Name.Equals(service.ServiceKey))
            .KeyedImplementationFactory!;
        return Replace(builder, provider => decorate(provider, (TApi)inner(provider, builder.Name)));
    }
}
