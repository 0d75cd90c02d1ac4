using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using IntegrationLogs.Client.Authentication;
using IntegrationLogs.Client.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace IntegrationLogs.Client.DependencyInjection;

internal abstract partial class VendorSetup<TApi, TClient> : IVendorClientBuilder<TApi>
{
    /// <summary>The vendor's endpoints as this package makes them, wrapped or not.</summary>
    private readonly HashSet<ServiceDescriptor> _ownEndpoints = [];

    public IntegrationVendor Vendor => vendor;

    public IServiceCollection Services => services;

    /// <summary>Whether a user brought tokens or endpoints, so that no credentials are needed.</summary>
    public bool HasUsersParts =>
        LastOf(typeof(IAccessTokenProvider), Name) is not null
        || (LastOf(typeof(TApi), clientName) is ServiceDescriptor endpoints && !_ownEndpoints.Contains(endpoints));

    public IVendorClientBuilder AddApi<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.Interfaces)] TOwn>(
        JsonSerializerContext? json = null)
        where TOwn : class
    {
        ResponseSerializer serializer = CreateSerializer(json);
        HashSet<string> withoutResult = OwnApiMethods.Check<TOwn>(serializer);
        services.AddKeyedSingleton(clientName, (provider, _) => Connect(provider).CreateOwnApi<TOwn>(serializer, withoutResult));
        if (clientName.Length == 0)
        {
            services.AddSingleton(provider => provider.GetRequiredKeyedService<TOwn>(clientName));
        }

        return this;
    }

    public IVendorClientBuilder UseTokenSource(Func<CancellationToken, Task<AccessToken>> fetch)
    {
        ArgumentNullException.ThrowIfNull(fetch);
        return UseTokenSource((_, cancellationToken) => fetch(cancellationToken));
    }

    public IVendorClientBuilder UseTokenSource(Func<IServiceProvider, CancellationToken, Task<AccessToken>> fetch)
    {
        ArgumentNullException.ThrowIfNull(fetch);
        return UseAccessTokenProvider(provider =>
        {
            var source = new UsersTokenSource(vendor, token => fetch(provider, token), provider.GetRequiredService<ClientLifetime>().Ended);
            return ShareTokens(provider, source.FetchAsync);
        });
    }

    public IVendorClientBuilder UseAccessTokenProvider(Func<IServiceProvider, IAccessTokenProvider> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        services.RemoveAllKeyed<IAccessTokenProvider>(Name);
        services.AddKeyedSingleton(Name, (provider, _) => create(provider) ?? throw MadeNothing(nameof(UseAccessTokenProvider)));
        return this;
    }

    public IVendorClientBuilder UseAccessTokenProvider(IAccessTokenProvider provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        services.RemoveAllKeyed<IAccessTokenProvider>(Name);
        services.AddKeyedSingleton(Name, provider);
        return this;
    }

    public IVendorClientBuilder<TApi> UseApi(TApi api)
    {
        ArgumentNullException.ThrowIfNull(api);
        services.RemoveAllKeyed<TApi>(clientName);
        services.AddKeyedSingleton(clientName, api);
        return this;
    }

    public IVendorClientBuilder<TApi> UseApi(Func<IServiceProvider, TApi> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        services.RemoveAllKeyed<TApi>(clientName);
        services.AddKeyedSingleton(clientName, (provider, _) => create(provider) ?? throw MadeNothing(nameof(UseApi)));
        return this;
    }

    public IVendorClientBuilder<TApi> DecorateApi(Func<IServiceProvider, TApi, TApi> decorate)
    {
        ArgumentNullException.ThrowIfNull(decorate);
        ServiceDescriptor inner = LastOf(typeof(TApi), clientName) ?? throw new InvalidOperationException(
            $"There is no {typeof(TApi).Name} with the key '{clientName}' to wrap: its registration was removed. Call UseApi first.");

        // Under a key that nobody else knows, the container goes on making and disposing what is wrapped.
        object innerKey = new();
        var outer = ServiceDescriptor.KeyedSingleton(clientName, (provider, _) =>
            decorate(provider, provider.GetRequiredKeyedService<TApi>(innerKey)) ?? throw MadeNothing(nameof(DecorateApi)));
        services.Remove(inner);
        services.Add(Rekeyed(inner, innerKey));
        services.Add(outer);
        if (_ownEndpoints.Contains(inner))
        {
            _ownEndpoints.Add(outer);
        }

        return this;
    }

    private static ServiceDescriptor Rekeyed(ServiceDescriptor service, object key) => service switch
    {
        { KeyedImplementationInstance: object instance } => new(service.ServiceType, key, instance),
        { KeyedImplementationFactory: Func<IServiceProvider, object?, object> create } =>
            new(service.ServiceType, key, (provider, _) => create(provider, service.ServiceKey), service.Lifetime),
        _ => new(service.ServiceType, key, service.KeyedImplementationType!, service.Lifetime),
    };

    private ServiceDescriptor? LastOf(Type type, string key) =>
        services.LastOrDefault(service => service.ServiceType == type && service.IsKeyedService && key.Equals(service.ServiceKey));

    private InvalidOperationException MadeNothing(string method) => new($"{VendorName}: the function given to {method} returned null.");
}
