using IntegrationLogs.Client.Authentication;
using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.ElasticPath;
using IntegrationLogs.Client.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.DependencyInjection;

/// <summary>Registers what serves Elastic Path for one client.</summary>
internal static class ElasticPathRegistration
{
    private const IntegrationVendor Vendor = IntegrationVendor.ElasticPath;
    private const string TokenPath = "/oauth/access_token";

    public static IVendorClientBuilder Add(IServiceCollection services, string clientName)
    {
        VendorRegistration.AddSharedTokens(
            services, Vendor, clientName, CredentialsOf, provider => Connect(provider, clientName), SecretsOf);
        services.AddKeyedSingleton<IElasticPathApi>(clientName, (provider, _) =>
            Connect(provider, clientName).CreateApi<IElasticPathApi>(ElasticPathSerializer.Create()));
        services.AddKeyedSingleton<IElasticPathClient>(clientName, (provider, _) => new ElasticPathClient(
            provider.GetRequiredKeyedService<IElasticPathApi>(clientName), provider.GetRequiredService<ClientDiagnostics>()));
        if (clientName.Length == 0)
        {
            services.AddSingleton(provider => provider.GetRequiredKeyedService<IElasticPathClient>(clientName));
        }

        IHttpClientBuilder http = VendorRegistration
            .AddHttpClient(
                services,
                Vendor,
                clientName,
                options => options.ElasticPath.BaseAddress,
                (provider, options) => new AuthenticationHandler(
                    options.ElasticPath.BaseAddress, fixedHeader: null, VendorRegistration.TokensOf(provider, Vendor, clientName)))
            .ConfigureHttpClient((provider, http) =>
            {
                foreach ((string name, string value) in VendorRegistration.OptionsOf(provider, clientName).ElasticPath.Headers)
                {
                    http.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
                }
            });
        return new VendorClientBuilder(
            Vendor, clientName, http, provider => Connect(provider, clientName), ElasticPathSerializer.Create);
    }

    private static ApiConnection Connect(IServiceProvider provider, string clientName)
    {
        IntegrationLogsClientOptions options = VendorRegistration.OptionsOf(provider, clientName);
        return options.ElasticPath.HasCredentials || VendorRegistration.CustomTokensOf(provider, Vendor, clientName) is not null
            ? VendorRegistration.Connect(provider, Vendor, clientName, SecretsOf(options))
            : throw VendorRegistration.LeftOut("Elastic Path", clientName, "ElasticPath.ClientId and ElasticPath.ClientSecret");
    }

    private static ClientCredentials CredentialsOf(IntegrationLogsClientOptions options) => ClientCredentials.InForm(
        ElasticPathEndpoints.Token,
        new Uri(options.ElasticPath.BaseAddress.AbsoluteUri.TrimEnd('/') + TokenPath),
        options.ElasticPath.ClientId!,
        options.ElasticPath.ClientSecret!);

    /// <summary>A header of a user's own can hold a gateway's key.</summary>
    private static SecretMask SecretsOf(IntegrationLogsClientOptions options) =>
        new([options.ElasticPath.ClientSecret, .. options.ElasticPath.Headers.Values]);
}
