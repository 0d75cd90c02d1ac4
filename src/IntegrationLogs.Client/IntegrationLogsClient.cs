using IntegrationLogs.Client.Feed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace IntegrationLogs.Client;

/// <summary>
/// The integration logs of both vendors. With a container, call <c>services.AddIntegrationLogsClient(…)</c> and ask for
/// <see cref="IIntegrationLogsClient"/>; without one, <see cref="Create"/> makes a client that owns its connections.
/// </summary>
public sealed class IntegrationLogsClient : IIntegrationLogsClient, IDisposable, IAsyncDisposable
{
    private readonly Func<IntegrationVendor, bool> _isConfigured;
    private readonly Func<Type, object?> _findApi;
    private ServiceProvider? _owned;

    internal IntegrationLogsClient(
        IElasticPathClient elasticPath,
        ISendcloudClient sendcloud,
        Func<IntegrationVendor, bool> isConfigured,
        Func<Type, object?> findApi,
        FeedRuntime runtime)
    {
        _isConfigured = isConfigured;
        _findApi = findApi;
        ElasticPath = elasticPath;
        Sendcloud = sendcloud;
        Feed = new IntegrationLogFeed(this, runtime);
    }

    /// <inheritdoc/>
    public IElasticPathClient ElasticPath { get; }

    /// <inheritdoc/>
    public ISendcloudClient Sendcloud { get; }

    /// <inheritdoc/>
    public IIntegrationLogFeed Feed { get; }

    /// <inheritdoc/>
    public bool IsConfigured(IntegrationVendor vendor) => _isConfigured(vendor);

    /// <summary>
    /// An interface of your own that <see cref="IVendorClientBuilder.AddApi{TApi}"/> added to this client, or one of the vendors' endpoint
    /// interfaces. With a container, ask the container for it.
    /// </summary>
    /// <typeparam name="TApi">The interface.</typeparam>
    /// <exception cref="InvalidOperationException">The interface was not added, or its vendor has no credentials.</exception>
    public TApi GetApi<TApi>()
        where TApi : class =>
        (TApi?)_findApi(typeof(TApi))
        ?? throw new InvalidOperationException(
            $"{typeof(TApi)} is not registered: call AddApi<{typeof(TApi).Name}>() on the vendor's builder.");

    /// <summary>Makes a client for a program without a container. Keep it as long as the program runs, and dispose it at the end.</summary>
    /// <param name="options">The settings. Changing them afterwards has no effect.</param>
    /// <param name="configure">
    /// What a container would be told besides: handlers, a primary handler, an <see cref="IAccessTokenProvider"/>, logging, a
    /// <see cref="TimeProvider"/>.
    /// </param>
    /// <exception cref="OptionsValidationException">Settings are wrong; the message lists every fault by name.</exception>
    public static IntegrationLogsClient Create(
        IntegrationLogsClientOptions options, Action<IIntegrationLogsClientBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var services = new ServiceCollection();
        services.AddLogging();
        IIntegrationLogsClientBuilder builder = services.AddIntegrationLogsClient(options);
        configure?.Invoke(builder);
        ServiceProvider provider = services.BuildServiceProvider();
        try
        {
            var client = (IntegrationLogsClient)provider.GetRequiredService<IIntegrationLogsClient>();
            client._owned = provider;
            return client;
        }
        catch
        {
            provider.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Closes the connections of a client that <see cref="Create"/> made; calls that are under way end with an
    /// <see cref="ObjectDisposedException"/>. Handlers that you brought are yours to dispose. A client from a container is the
    /// container's.
    /// </summary>
    public void Dispose() => Interlocked.Exchange(ref _owned, null)?.Dispose();

    /// <summary>
    /// Closes the connections of a client that <see cref="Create"/> made; calls that are under way end with an
    /// <see cref="ObjectDisposedException"/>. Handlers that you brought are yours to dispose. A client from a container is the
    /// container's.
    /// </summary>
    public ValueTask DisposeAsync() => Interlocked.Exchange(ref _owned, null)?.DisposeAsync() ?? ValueTask.CompletedTask;
}
