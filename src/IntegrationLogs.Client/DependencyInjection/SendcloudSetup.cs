using System.Text.Json.Serialization;
using IntegrationLogs.Client.Authentication;
using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Paging;
using IntegrationLogs.Client.Sendcloud;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.DependencyInjection;

/// <summary>Sendcloud's part of one client.</summary>
internal sealed class SendcloudSetup(IServiceCollection services, string clientName)
    : VendorSetup<ISendcloudApi, ISendcloudClient>(IntegrationVendor.Sendcloud, services, clientName)
{
    protected override string VendorName => "Sendcloud";

    protected override string CredentialSettings =>
        "Sendcloud.PublicKey and Sendcloud.SecretKey, or Sendcloud.ClientId and Sendcloud.ClientSecret";

    protected override VendorSettings Read(IntegrationLogsClientOptions options)
    {
        SendcloudOptions own = options.Sendcloud;
        return new VendorSettings(
            own.BaseAddress,
            own.HasKeyPair ? own.PublicKey : own.ClientId,
            own.Resilience?.Of(Vendor) ?? options.Resilience,
            own.Paging ?? options.Paging,
            own.RateLimit,
            own.TokenEndpoint,
            own.HasKeyPair ? ClientCredentials.Basic(own.PublicKey!, own.SecretKey!) : null,
            own.HasClientCredentials
                ? ClientCredentials.InHeader(
                    SendcloudEndpoints.Token, own.TokenEndpoint, own.ClientId!, own.ClientSecret!, own.Scope)
                : null,
            Headers: [],
            new SecretMask(own.SecretKey, own.ClientSecret));
    }

    protected override ResponseSerializer CreateSerializer(JsonSerializerContext? json) => SendcloudSerializer.Create(json);

    protected override ISendcloudClient CreateClient(
        Func<ISendcloudApi> api, VendorSettings settings, WalkAccount account, ClientDiagnostics diagnostics) =>
        new SendcloudClient(new Lazy<ISendcloudApi>(api, LazyThreadSafetyMode.PublicationOnly), settings.Paging, account, diagnostics);
}
