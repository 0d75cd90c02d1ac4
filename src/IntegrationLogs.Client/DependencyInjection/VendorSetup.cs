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

    /// <summary>Makes the client. It is there without credentials, too; only its endpoints are not.</summary>
    protected abstract TClient CreateClient(Func<TApi> api, VendorSettings settings, ClientDiagnostics diagnostics);

    /// <summary>Whether the vendor can be asked: it has credentials, or a user brought tokens or endpoints.</summary>
    public bool IsConfigured(IServiceProvider provider) => SettingsOf(provider).HasCredentials || HasUsersParts;

    public void Register()
    {
        // The settings are as they were when first asked for: a client does not change half of them on a reload.
        services.AddKeyedSingleton(
            Name, (provider, _) => Read(provider.GetRequiredKeyedService<IntegrationLogsClientOptions>(clientName)));
        services.AddKeyedSingleton(Name, (provider, _) => CreateTokens(provider));
        var endpoints = ServiceDescriptor.KeyedSingleton(
            clientName, (provider, _) => Connect(provider).CreateApi<TApi>(CreateSerializer(json: null)));
        services.Add(endpoints);
        _ownEndpoints.Add(endpoints);
        services.AddKeyedSingleton(clientName, (provider, _) => CreateClient(
            () => provider.GetRequiredKeyedService<TApi>(clientName),
            SettingsOf(provider),
            provider.GetRequiredService<ClientDiagnostics>()));
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
        if (!settings.HasCredentials && UsersTokensOf(provider) is null)
        {
            throw new InvalidOperationException(
                $"{VendorName} is not configured{(clientName.Length == 0 ? null : $" for the client '{clientName}'")}: "
                + $"in IntegrationLogsClientOptions, set {CredentialSettings}.");
        }

        TimeProvider time = provider.GetRequiredService<ClientRuntime>().Time;
        HttpClient http = provider.GetRequiredService<IHttpClientFactory>().CreateClient(Name);
        var errors = new CallErrors(
            vendor, clientName, settings.Resilience, time, settings.Secrets, provider.GetRequiredService<ClientLifetime>().Ended);
        return new ApiConnection(vendor, clientName, http, errors, time);
    }

    private void AddHttpClient() => services.AddHttpClient(Name)
        .ConfigureHttpClient((provider, http) => Configure(http, SettingsOf(provider)))
        .ConfigurePrimaryHttpMessageHandler(provider => provider.GetRequiredService<ClientLifetime>()
            .Own(PrimaryHandler.Create(SettingsOf(provider).Resilience.AttemptTimeout)))
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
        // The usual loggers write whole addresses; ours name endpoints.
        .RemoveAllLoggers()
        .AddHttpMessageHandler(provider => new CallHandler(provider.GetRequiredService<ClientLifetime>().Ended))
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
        IAccessTokenProvider? users = UsersTokensOf(provider);
        return settings.Basic is not null && users is null
            ? new(settings.BaseAddress, settings.Basic, tokens: null)
            : new(settings.BaseAddress, fixedHeader: null, users ?? provider.GetRequiredKeyedService<SharedTokenProvider>(Name));
    }

    private SharedTokenProvider CreateTokens(IServiceProvider provider)
    {
        VendorSettings settings = SettingsOf(provider);
        var source = new ClientCredentialsTokenSource(settings.TokenRequest!, () => Connect(provider), settings.Secrets);
        return ShareTokens(provider, source.FetchAsync);
    }

    private SharedTokenProvider ShareTokens(IServiceProvider provider, Func<Task<AccessToken>> fetch) => new(
        vendor, fetch, provider.GetRequiredService<ClientRuntime>().Time, provider.GetRequiredService<ClientDiagnostics>());

    private VendorSettings SettingsOf(IServiceProvider provider) => provider.GetRequiredKeyedService<VendorSettings>(Name);

    private IAccessTokenProvider? UsersTokensOf(IServiceProvider provider) => provider.GetKeyedService<IAccessTokenProvider>(Name);
}
