using System.Text.Json.Serialization;
using IntegrationLogs.Client.Authentication;
using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.ElasticPath;
using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Paging;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.DependencyInjection;

/// <summary>Elastic Path's part of one client.</summary>
internal sealed class ElasticPathSetup(IServiceCollection services, string clientName)
    : VendorSetup<IElasticPathApi, IElasticPathClient>(IntegrationVendor.ElasticPath, services, clientName)
{
    private const string TokenPath = "/oauth/access_token";

    protected override string VendorName => "Elastic Path";

    protected override string CredentialSettings => "ElasticPath.ClientId and ElasticPath.ClientSecret";

    protected override VendorSettings Read(IntegrationLogsClientOptions options)
    {
        ElasticPathOptions own = options.ElasticPath;
        return new VendorSettings(
            own.BaseAddress,
            own.ClientId,
            own.Resilience?.Of(Vendor) ?? options.Resilience,
            own.Paging ?? options.Paging,
            own.RateLimit,
            TokensApart: null,
            Basic: null,
            own.HasCredentials
                ? ClientCredentials.InForm(
                    ElasticPathEndpoints.Token,
                    new Uri(own.BaseAddress.AbsoluteUri.TrimEnd('/') + TokenPath),
                    own.ClientId!,
                    own.ClientSecret!)
                : null,
            own.Headers,
            // A header of a user's own can hold a gateway's key.
            new SecretMask([own.ClientSecret, .. SecretMask.SecretsIn(own.Headers)]));
    }

    protected override ResponseSerializer CreateSerializer(JsonSerializerContext? json) => ElasticPathSerializer.Create(json);

    protected override IElasticPathClient CreateClient(
        Func<IElasticPathApi> api, VendorSettings settings, WalkAccount account, ClientDiagnostics diagnostics) =>
        new ElasticPathClient(new Lazy<IElasticPathApi>(api, LazyThreadSafetyMode.PublicationOnly), settings.Paging, account, diagnostics);
}
