using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Serialization;
using IntegrationLogs.Client.Authentication;
using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Http.Pacing;
using IntegrationLogs.Client.Paging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;

namespace IntegrationLogs.Client.DependencyInjection;

/// <summary>
/// One vendor's part of one client: registers it, and makes its handlers, tokens and connection of the settings in the container.
/// </summary>
internal abstract partial class VendorSetup<
    [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.Interfaces)] TApi, TClient>(
    IntegrationVendor vendor, IServiceCollection services, string clientName)
    where TApi : class
    where TClient : class
{
    private static readonly ProductInfoHeaderValue UserAgent = new(ClientDiagnostics.Name, ClientDiagnostics.Version);

    private readonly ClientIdentity _identity = new(vendor, clientName);

    /// <summary>The HTTP client's name, which is also the key of what is registered beside the API and the client.</summary>
    public string Name { get; } = clientName.Length == 0 ? $"IntegrationLogs.{vendor}" : $"IntegrationLogs.{vendor}.{clientName}";

    protected abstract string VendorName { get; }

    /// <summary>Which settings make the vendor usable.</summary>
    protected abstract string CredentialSettings { get; }

    protected abstract VendorSettings Read(IntegrationLogsClientOptions options);

    protected abstract ResponseSerializer CreateSerializer(JsonSerializerContext? json);

    /// <summary>Makes the client. It is there without credentials, too; only its endpoints are not.</summary>
    protected abstract TClient CreateClient(Func<TApi> api, VendorSettings settings, WalkAccount account, ClientDiagnostics diagnostics);

    /// <summary>Whether the vendor can be asked: it has credentials, or a user brought tokens or endpoints.</summary>
    public bool IsConfigured(IServiceProvider provider) => SettingsOf(provider).HasCredentials || HasUsersParts;

    public void Register()
    {
        // The settings are as they were when first asked for: a client does not change half of them on a reload.
        services.AddKeyedSingleton(
            Name, (provider, _) => Read(provider.GetRequiredKeyedService<IntegrationLogsClientOptions>(clientName)));
        services.AddKeyedSingleton(Name, (provider, _) => CreateTokens(provider));
        services.AddKeyedSingleton(Name, (provider, _) => JoinAccount(provider));
        var endpoints = ServiceDescriptor.KeyedSingleton(
            clientName, (provider, _) => Connect(provider).CreateApi<TApi>(CreateSerializer(json: null)));
        services.Add(endpoints);
        _ownEndpoints.Add(endpoints);
        services.AddKeyedSingleton(clientName, (provider, _) => CreateClient(
            () => provider.GetRequiredKeyedService<TApi>(clientName),
            SettingsOf(provider),
            new WalkAccount(clientName, SettingsOf(provider).BaseAddress),
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

        var runtime = provider.GetRequiredService<ClientRuntime>();
        CancellationToken ended = provider.GetRequiredService<ClientLifetime>().Ended;
        var errors = new CallErrors(vendor, clientName, settings.Resilience, runtime.Time, settings.Secrets, ended);
        return new ApiConnection(vendor, clientName, CreateHttpClient(provider, settings, runtime, ended), errors, runtime.Time);
    }

    /// <summary>
    /// The client of the factory, with the beginning and end of a call outside of whatever handlers users put into the factory's chain.
    /// </summary>
    private HttpClient CreateHttpClient(
        IServiceProvider provider, VendorSettings settings, ClientRuntime runtime, CancellationToken ended)
    {
        var http = new HttpClient(
            new CallHandler(_identity, settings.Resilience.MaxResponseBytes, runtime.Buffers, ended)
            {
                InnerHandler = provider.GetRequiredService<IHttpMessageHandlerFactory>().CreateHandler(Name),
            },
            disposeHandler: false);
        foreach (Action<HttpClient> configure in provider
            .GetRequiredService<IOptionsMonitor<HttpClientFactoryOptions>>().Get(Name).HttpClientActions)
        {
            configure(http);
        }

        return http;
    }

    private void AddHttpClient()
    {
        // After everything that users configure.
        services.PostConfigure<HttpClientFactoryOptions>(Name, options => options.HttpMessageHandlerBuilderActions.Add(builder =>
        {
            builder.AdditionalHandlers.Add(new DecompressionHandler());
            ProxyForTls.SetOn(builder.PrimaryHandler);
        }));
        services.AddHttpClient(Name)
            .ConfigureHttpClient((provider, http) => Configure(http, SettingsOf(provider)))
            .ConfigurePrimaryHttpMessageHandler(provider => provider.GetRequiredService<ClientLifetime>()
                .Own(PrimaryHandler.Create(SettingsOf(provider).Resilience.AttemptTimeout)))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            // The usual loggers write whole addresses; ours name endpoints.
            .RemoveAllLoggers()
            .ConfigureAdditionalHttpMessageHandlers(PutInOrder);
    }

    /// <summary>
    /// What is here already comes from <c>ConfigureHttpClientDefaults</c>; handlers of the user's own for this client follow.
    /// </summary>
    private void PutInOrder(IList<DelegatingHandler> handlers, IServiceProvider provider)
    {
        ResilienceOptions resilience = SettingsOf(provider).Resilience;
        var pace = provider.GetRequiredKeyedService<AccountPace>(Name);
        var runtime = provider.GetRequiredService<ClientRuntime>();
        var diagnostics = provider.GetRequiredService<ClientDiagnostics>();
        DelegatingHandler[] ours =
        [
            new RetryHandler(_identity, resilience, pace, runtime, diagnostics),
            new PaceHandler(_identity, pace, resilience, runtime, diagnostics),
            .. DefaultHandlers.Enclose([.. handlers]),
            CreateAuthentication(provider),
            new AttemptHandler(resilience, runtime),
        ];
        handlers.Clear();
        foreach (DelegatingHandler handler in ours)
        {
            handlers.Add(handler);
        }
    }

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
        _identity, fetch, provider.GetRequiredService<ClientRuntime>().Time, provider.GetRequiredService<ClientDiagnostics>());

    private AccountPace JoinAccount(IServiceProvider provider)
    {
        VendorSettings settings = SettingsOf(provider);

        // With tokens from elsewhere nothing tells whose account it is.
        bool isKnown = settings.Identity is not null && UsersTokensOf(provider) is null;
        var account = new AccountKey(
            vendor,
            AccountKey.OriginOf(settings.BaseAddress),
            isKnown ? settings.Identity! : new object(),
            IsForTokens: false,
            provider.GetRequiredService<ClientRuntime>().Time);
        return new AccountPace(AccountLimiters.OfProcess, account, settings.TokensApart, settings.RateLimit);
    }

    private VendorSettings SettingsOf(IServiceProvider provider) => provider.GetRequiredKeyedService<VendorSettings>(Name);

    private IAccessTokenProvider? UsersTokensOf(IServiceProvider provider) => provider.GetKeyedService<IAccessTokenProvider>(Name);
}
