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

    public static IHttpClientBuilder Add(IServiceCollection services, string clientName)
    {
        VendorRegistration.AddSharedTokens(
            services, Vendor, clientName, CredentialsOf, provider => Connect(provider, clientName), SecretsOf);
        services.AddKeyedSingleton<ISendcloudApi>(clientName, (provider, _) => CreateApi(provider, clientName));
        services.AddKeyedSingleton<ISendcloudClient>(clientName, (provider, _) => new SendcloudClient(
            provider.GetRequiredKeyedService<ISendcloudApi>(clientName), provider.GetRequiredService<ClientDiagnostics>()));
        if (clientName.Length == 0)
        {
            services.AddSingleton(provider => provider.GetRequiredKeyedService<ISendcloudClient>(clientName));
        }

        return VendorRegistration.AddHttpClient(
            services,
            Vendor,
            clientName,
            options => options.Sendcloud.BaseAddress,
            (provider, options) => Authenticate(provider, clientName, options.Sendcloud));
    }

    private static AuthenticationHandler Authenticate(IServiceProvider provider, string clientName, SendcloudOptions options) =>
        options.HasKeyPair && VendorRegistration.CustomTokensOf(provider, Vendor, clientName) is null
            ? new(options.BaseAddress, ClientCredentials.Basic(options.PublicKey!, options.SecretKey!), tokens: null)
            : new(options.BaseAddress, fixedHeader: null, VendorRegistration.TokensOf(provider, Vendor, clientName));

    private static ISendcloudApi CreateApi(IServiceProvider provider, string clientName)
    {
        SendcloudOptions options = VendorRegistration.OptionsOf(provider, clientName).Sendcloud;
        return options.HasKeyPair
            || options.HasClientCredentials
            || VendorRegistration.CustomTokensOf(provider, Vendor, clientName) is not null
            ? Connect(provider, clientName).CreateApi<ISendcloudApi>(SendcloudSerializer.Create(), new IdFormatter())
            : throw VendorRegistration.LeftOut(
                "Sendcloud",
                clientName,
                "Sendcloud.PublicKey and Sendcloud.SecretKey, or Sendcloud.ClientId and Sendcloud.ClientSecret,");
    }

    private static ApiConnection Connect(IServiceProvider provider, string clientName)
    {
        IntegrationLogsClientOptions options = VendorRegistration.OptionsOf(provider, clientName);
        return VendorRegistration.Connect(provider, Vendor, clientName, SecretsOf(options));
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
