using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Serialization;
using IntegrationLogs.Client.Authentication;
using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Http;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.DependencyInjection;

/// <summary>
/// One vendor's part of one client: registers it, and makes its handlers, tokens and connection of the settings in the container.
/// </summary>
internal abstract partial class VendorSetup<TApi, TClient>(IntegrationVendor vendor, IServiceCollection services, string clientName)
    where TApi : class
    where TClient : class
{
    private static readonly ProductInfoHeaderValue UserAgent = new(
        ClientDiagnostics.Name, typeof(ClientDiagnostics).Assembly.GetName().Version!.ToString(fieldCount: 3));

    /// <summary>The HTTP client's name, which is also the key of what is registered beside the API and the client.</summary>
    public string Name { get; } = clientName.Length == 0 ? $"IntegrationLogs.{vendor}" : $"IntegrationLogs.{vendor}.{clientName}";

    protected abstract string VendorName { get; }

    /// <summary>Which settings make the vendor usable.</summary>
    protected abstract string CredentialSettings { get; }

    protected abstract VendorSettings Read(IntegrationLogsClientOptions options);

    protected abstract ResponseSerializer CreateSerializer(JsonSerializerContext? json);

    protected abstract TClient CreateClient(TApi api, ClientDiagnostics diagnostics);

    public void Register()
    {
        // The settings are as they were when first asked for: a client does not change half of them on a reload.
        services.AddKeyedSingleton(
            Name, (provider, _) => Read(provider.GetRequiredKeyedService<IntegrationLogsClientOptions>(clientName)));
        services.AddKeyedSingleton(Name, (provider, _) => CreateTokens(provider));
        services.AddKeyedSingleton(clientName, (provider, _) => Connect(provider).CreateApi<TApi>(CreateSerializer(json: null)));
        services.AddKeyedSingleton(clientName, (provider, _) => CreateClient(
            provider.GetRequiredKeyedService<TApi>(clientName), provider.GetRequiredService<ClientDiagnostics>()));
        if (clientName.Length == 0)
        {
            services.AddSingleton(provider => provider.GetRequiredKeyedService<TClient>(clientName));
        }

        AddHttpClient();
    }

    /// <exception cref="InvalidOperationException">The vendor has no credentials.</exception>
    private ApiConnection Connect(IServiceProvider provider)
    {
        VendorSettings settings = SettingsOf(provider);
        if (!settings.HasCredentials && OwnTokensOf(provider) is null)
        {
            throw new InvalidOperationException(
                $"{VendorName} is not configured{(clientName.Length == 0 ? null : $" for the client '{clientName}'")}: "
                + $"set {CredentialSettings} in IntegrationLogsClientOptions.");
        }

        TimeProvider time = provider.GetRequiredService<ClientRuntime>().Time;
        HttpClient http = provider.GetRequiredService<IHttpClientFactory>().CreateClient(Name);
        var errors = new CallErrors(
            vendor, clientName, settings.Resilience, time, settings.Secrets, provider.GetRequiredService<ClientLifetime>().Ended);
        return new ApiConnection(vendor, clientName, http, errors, time);
    }

    private void AddHttpClient() => services.AddHttpClient(Name)
        .ConfigureHttpClient((provider, http) => Configure(http, SettingsOf(provider)))
        .ConfigurePrimaryHttpMessageHandler(provider => PrimaryHandler.Create(SettingsOf(provider).Resilience.AttemptTimeout))
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
        // The usual loggers write whole addresses; ours name endpoints.
        .RemoveAllLoggers()
        .AddHttpMessageHandler(provider => provider.GetRequiredService<ClientLifetime>()
            .Own(new CallHandler(provider.GetRequiredService<ClientLifetime>().Ended)))
        .AddHttpMessageHandler(provider => new RetryHandler(
            vendor,
            SettingsOf(provider).Resilience,
            provider.GetRequiredService<ClientRuntime>(),
            provider.GetRequiredService<ClientDiagnostics>()))
        .AddHttpMessageHandler(CreateAuthentication)
        .AddHttpMessageHandler(provider => new AttemptHandler(
            SettingsOf(provider).Resilience, provider.GetRequiredService<ClientRuntime>()));

    private static void Configure(HttpClient http, VendorSettings settings)
    {
        http.BaseAddress = settings.BaseAddress;
        http.Timeout = Timeout.InfiniteTimeSpan;
        http.DefaultRequestVersion = HttpVersion.Version20;
        http.DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower;
        http.DefaultRequestHeaders.UserAgent.Add(UserAgent);
        foreach ((string name, string value) in settings.Headers)
        {
            http.DefaultRequestHeaders.TryAddWithoutValidation(name, value);
        }
    }

    private AuthenticationHandler CreateAuthentication(IServiceProvider provider)
    {
        VendorSettings settings = SettingsOf(provider);
        IAccessTokenProvider? own = OwnTokensOf(provider);
        return settings.Basic is not null && own is null
            ? new(settings.BaseAddress, settings.Basic, tokens: null)
            : new(settings.BaseAddress, fixedHeader: null, own ?? provider.GetRequiredKeyedService<SharedTokenProvider>(Name));
    }

    private SharedTokenProvider CreateTokens(IServiceProvider provider)
    {
        VendorSettings settings = SettingsOf(provider);
        var source = new ClientCredentialsTokenSource(settings.TokenRequest!, () => Connect(provider), settings.Secrets);
        return new SharedTokenProvider(
            vendor,
            source.FetchAsync,
            provider.GetRequiredService<ClientRuntime>().Time,
            provider.GetRequiredService<ClientDiagnostics>());
    }

    private VendorSettings SettingsOf(IServiceProvider provider) => provider.GetRequiredKeyedService<VendorSettings>(Name);

    /// <summary>The token provider of a user's own, if there is one.</summary>
    private IAccessTokenProvider? OwnTokensOf(IServiceProvider provider) => provider.GetKeyedService<IAccessTokenProvider>(Name);
}
