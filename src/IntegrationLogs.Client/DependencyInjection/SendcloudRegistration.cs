using IntegrationLogs.Client.Authentication;
using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Sendcloud;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.DependencyInjection;

/// <summary>Registers what serves Sendcloud for one client.</summary>
internal static class SendcloudRegistration
{
    private const IntegrationVendor Vendor = IntegrationVendor.Sendcloud;

    public static IVendorClientBuilder Add(IServiceCollection services, string clientName)
    {
        VendorRegistration.AddSharedTokens(
            services, Vendor, clientName, CredentialsOf, provider => Connect(provider, clientName), SecretsOf);
        services.AddKeyedSingleton<ISendcloudApi>(clientName, (provider, _) =>
            Connect(provider, clientName).CreateApi<ISendcloudApi>(SendcloudSerializer.Create()));
        services.AddKeyedSingleton<ISendcloudClient>(clientName, (provider, _) => new SendcloudClient(
            provider.GetRequiredKeyedService<ISendcloudApi>(clientName), provider.GetRequiredService<ClientDiagnostics>()));
        if (clientName.Length == 0)
        {
            services.AddSingleton(provider => provider.GetRequiredKeyedService<ISendcloudClient>(clientName));
        }

        IHttpClientBuilder http = VendorRegistration.AddHttpClient(
            services,
            Vendor,
            clientName,
            options => options.Sendcloud.BaseAddress,
            (provider, options) => Authenticate(provider, clientName, options.Sendcloud));
        return new VendorClientBuilder(Vendor, clientName, http, provider => Connect(provider, clientName), SendcloudSerializer.Create);
    }

    private static AuthenticationHandler Authenticate(IServiceProvider provider, string clientName, SendcloudOptions options) =>
        options.HasKeyPair && VendorRegistration.CustomTokensOf(provider, Vendor, clientName) is null
            ? new(options.BaseAddress, ClientCredentials.Basic(options.PublicKey!, options.SecretKey!), tokens: null)
            : new(options.BaseAddress, fixedHeader: null, VendorRegistration.TokensOf(provider, Vendor, clientName));

    private static ApiConnection Connect(IServiceProvider provider, string clientName)
    {
        IntegrationLogsClientOptions options = VendorRegistration.OptionsOf(provider, clientName);
        return options.Sendcloud.HasKeyPair
            || options.Sendcloud.HasClientCredentials
            || VendorRegistration.CustomTokensOf(provider, Vendor, clientName) is not null
            ? VendorRegistration.Connect(provider, Vendor, clientName, SecretsOf(options))
            : throw VendorRegistration.LeftOut(
                "Sendcloud",
                clientName,
                "Sendcloud.PublicKey and Sendcloud.SecretKey, or Sendcloud.ClientId and Sendcloud.ClientSecret,");
    }

    private static ClientCredentials CredentialsOf(IntegrationLogsClientOptions options) => ClientCredentials.InHeader(
        SendcloudEndpoints.Token,
        options.Sendcloud.TokenEndpoint,
        options.Sendcloud.ClientId!,
        options.Sendcloud.ClientSecret!,
        options.Sendcloud.Scope);

    private static SecretMask SecretsOf(IntegrationLogsClientOptions options) =>
        new(options.Sendcloud.SecretKey, options.Sendcloud.ClientSecret);
}
