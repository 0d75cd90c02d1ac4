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
    private readonly Lazy<IElasticPathClient> _elasticPath;
    private readonly Lazy<ISendcloudClient> _sendcloud;
    private readonly Func<Type, object?> _findApi;
    private ServiceProvider? _owned;

    internal IntegrationLogsClient(
        Func<IElasticPathClient> elasticPath, Func<ISendcloudClient> sendcloud, Func<Type, object?> findApi, FeedRuntime runtime)
    {
        _findApi = findApi;
        _elasticPath = new(elasticPath, LazyThreadSafetyMode.PublicationOnly);
        _sendcloud = new(sendcloud, LazyThreadSafetyMode.PublicationOnly);
        Feed = new IntegrationLogFeed(this, runtime);
    }

    /// <inheritdoc/>
    public IElasticPathClient ElasticPath => _elasticPath.Value;

    /// <inheritdoc/>
    public ISendcloudClient Sendcloud => _sendcloud.Value;

    /// <inheritdoc/>
    public IIntegrationLogFeed Feed { get; }

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
        IIntegrationLogsClientBuilder builder = services.AddIntegrationLogsClient(target => options.CopyTo(target));
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
    /// <see cref="ObjectDisposedException"/>. A client from a container is the container's to dispose.
    /// </summary>
    public void Dispose() => Interlocked.Exchange(ref _owned, null)?.Dispose();

    /// <summary>
    /// Closes the connections of a client that <see cref="Create"/> made; calls that are under way end with an
    /// <see cref="ObjectDisposedException"/>. A client from a container is the container's to dispose.
    /// </summary>
    public ValueTask DisposeAsync() => Interlocked.Exchange(ref _owned, null)?.DisposeAsync() ?? ValueTask.CompletedTask;
}
