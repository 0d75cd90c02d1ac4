using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using IntegrationLogs.Client.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.DependencyInjection;

internal abstract partial class VendorSetup<TApi, TClient> : IVendorClientBuilder
{
    public IntegrationVendor Vendor => vendor;

    public IServiceCollection Services => services;

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
}
