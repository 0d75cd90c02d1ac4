using System.Net;
using System.Net.Http.Headers;
using IntegrationLogs.Client.Authentication;
using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.DependencyInjection;

/// <summary>What the registrations of both vendors have in common: the chain of handlers and the connection over it.</summary>
internal static class VendorRegistration
{
    private static readonly ProductInfoHeaderValue UserAgent = new(
        ClientDiagnostics.Name, typeof(VendorRegistration).Assembly.GetName().Version!.ToString(fieldCount: 3));

    public static IHttpClientBuilder AddHttpClient(
        IServiceCollection services,
        IntegrationVendor vendor,
        string clientName,
        Func<IntegrationLogsClientOptions, Uri> baseAddressOf,
        Func<IServiceProvider, IntegrationLogsClientOptions, AuthenticationHandler> authenticate) =>
        services.AddHttpClient(HttpClientNames.For(vendor, clientName))
            .ConfigureHttpClient((provider, http) =>
            {
                http.BaseAddress = baseAddressOf(OptionsOf(provider, clientName));
                http.Timeout = Timeout.InfiniteTimeSpan;
                http.DefaultRequestVersion = HttpVersion.Version20;
                http.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
                http.DefaultRequestHeaders.UserAgent.Add(UserAgent);
            })
            .ConfigurePrimaryHttpMessageHandler(
                provider => PrimaryHandler.Create(OptionsOf(provider, clientName).Resilience.AttemptTimeout))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            // The usual loggers write whole addresses; ours name endpoints.
            .RemoveAllLoggers()
            .AddHttpMessageHandler(provider => provider.GetRequiredService<ClientLifetime>()
                .Own(new CallHandler(provider.GetRequiredService<ClientLifetime>().Ended)))
            .AddHttpMessageHandler(provider => new RetryHandler(
                vendor,
                OptionsOf(provider, clientName).Resilience,
                provider.GetRequiredService<ClientRuntime>(),
                provider.GetRequiredService<ClientDiagnostics>()))
            .AddHttpMessageHandler(provider => authenticate(provider, OptionsOf(provider, clientName)))
            .AddHttpMessageHandler(provider => new AttemptHandler(
                OptionsOf(provider, clientName).Resilience, provider.GetRequiredService<ClientRuntime>()));

    public static ApiConnection Connect(IServiceProvider provider, IntegrationVendor vendor, string clientName, SecretMask secrets)
    {
        TimeProvider time = provider.GetRequiredService<ClientRuntime>().Time;
        HttpClient http = provider.GetRequiredService<IHttpClientFactory>().CreateClient(HttpClientNames.For(vendor, clientName));
        var errors = new CallErrors(
            vendor,
            clientName,
            OptionsOf(provider, clientName).Resilience,
            time,
            secrets,
            provider.GetRequiredService<ClientLifetime>().Ended);
        return new ApiConnection(vendor, clientName, http, errors, time);
    }

    /// <summary>The settings as they were when first asked for: a client does not change half of them on a reload.</summary>
    public static IntegrationLogsClientOptions OptionsOf(IServiceProvider provider, string clientName) =>
        provider.GetRequiredKeyedService<IntegrationLogsClientOptions>(clientName);

    /// <summary>The token provider of a user's own, if there is one; otherwise the one that keeps a token for all callers.</summary>
    public static IAccessTokenProvider TokensOf(IServiceProvider provider, IntegrationVendor vendor, string clientName) =>
        CustomTokensOf(provider, vendor, clientName)
        ?? provider.GetRequiredKeyedService<SharedTokenProvider>(HttpClientNames.For(vendor, clientName));

    public static IAccessTokenProvider? CustomTokensOf(IServiceProvider provider, IntegrationVendor vendor, string clientName) =>
        provider.GetKeyedService<IAccessTokenProvider>(HttpClientNames.For(vendor, clientName));

    /// <summary>Registers the provider that keeps a token for all callers.</summary>
    public static void AddSharedTokens(
        IServiceCollection services,
        IntegrationVendor vendor,
        string clientName,
        Func<IntegrationLogsClientOptions, ClientCredentials> credentialsOf,
        Func<IServiceProvider, ApiConnection> connect,
        Func<IntegrationLogsClientOptions, SecretMask> secretsOf) =>
        services.AddKeyedSingleton(HttpClientNames.For(vendor, clientName), (provider, _) =>
        {
            IntegrationLogsClientOptions options = OptionsOf(provider, clientName);
            var source = new ClientCredentialsTokenSource(credentialsOf(options), () => connect(provider), secretsOf(options));
            return new SharedTokenProvider(
                vendor,
                source.FetchAsync,
                provider.GetRequiredService<ClientRuntime>().Time,
                provider.GetRequiredService<ClientDiagnostics>());
        });

    public static InvalidOperationException LeftOut(string vendor, string clientName, string settings) => new(
        $"{vendor} is not configured{(clientName.Length == 0 ? null : $" for the client '{clientName}'")}: "
        + $"set {settings} in IntegrationLogsClientOptions.");
}
