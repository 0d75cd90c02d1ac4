namespace IntegrationLogs.Client;

/// <summary>What can be added to one vendor's part of a registered client, its endpoints included.</summary>
/// <typeparam name="TApi">The vendor's endpoints: <see cref="IElasticPathApi"/> or <see cref="ISendcloudApi"/>.</typeparam>
public interface IVendorClientBuilder<TApi> : IVendorClientBuilder
    where TApi : class
{
    /// <summary>
    /// Puts an implementation of your own in the place of the vendor's endpoints, below all paging. The vendor then needs no credentials in
    /// the settings.
    /// </summary>
    /// <param name="create">Makes the implementation, once. It is disposed of with the client.</param>
    IVendorClientBuilder<TApi> UseApi(Func<IServiceProvider, TApi> create);

    /// <summary>
    /// Puts an implementation that is there already in the place of the vendor's endpoints. It may serve several clients.
    /// </summary>
    /// <param name="api">The implementation. It stays yours to dispose.</param>
    IVendorClientBuilder<TApi> UseApi(TApi api);

    /// <summary>Wraps the vendor's endpoints, for caching, counting or recording requests. A second wrapper wraps the first.</summary>
    /// <param name="decorate">
    /// Makes the wrapper around what is registered so far: the vendor's own endpoints, those of <c>UseApi</c>, or a registration
    /// with the client's name as its key, by type, by instance or by factory.
    /// </param>
    /// <exception cref="InvalidOperationException">Nothing is registered, because the registration was removed.</exception>
    IVendorClientBuilder<TApi> DecorateApi(Func<IServiceProvider, TApi, TApi> decorate);
}
