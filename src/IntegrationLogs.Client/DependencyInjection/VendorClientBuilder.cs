using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using IntegrationLogs.Client.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.DependencyInjection;

internal sealed class VendorClientBuilder(
    IntegrationVendor vendor,
    string clientName,
    IHttpClientBuilder http,
    Func<IServiceProvider, ApiConnection> connect,
    Func<JsonSerializerContext?, ResponseSerializer> createSerializer) : IVendorClientBuilder
{
    public IntegrationVendor Vendor => vendor;

    public string Name => http.Name;

    public IServiceCollection Services => http.Services;

    public IVendorClientBuilder AddApi<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.Interfaces)] TApi>(
        JsonSerializerContext? json = null)
        where TApi : class
    {
        ResponseSerializer serializer = createSerializer(json);
        HashSet<string> withoutResult = OwnApiMethods.Check<TApi>(serializer);
        Services.AddKeyedSingleton(clientName, (provider, _) => connect(provider).CreateOwnApi<TApi>(serializer, withoutResult));
        if (clientName.Length == 0)
        {
            Services.AddSingleton(provider => provider.GetRequiredKeyedService<TApi>(clientName));
        }

        return this;
    }
}
