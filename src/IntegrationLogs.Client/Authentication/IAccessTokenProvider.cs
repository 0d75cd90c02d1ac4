namespace IntegrationLogs.Client;

/// <summary>
/// Where a vendor's bearer token comes from. <c>builder.ElasticPath.UseAccessTokenProvider(…)</c> puts one of your own in its place.
/// Where you only know how to fetch a token, <c>builder.ElasticPath.UseTokenSource(…)</c> keeps and renews it for you.
/// </summary>
public interface IAccessTokenProvider
{
    /// <summary>A token to send a request with. It is called for every request, by many callers at once, so it should cache.</summary>
    /// <param name="rejected">
    /// The token the vendor has just refused with a 401, which must not be given again; <see langword="null"/> otherwise. If another
    /// caller has replaced it meanwhile, give the replacement instead of fetching once more.
    /// </param>
    /// <param name="cancellationToken">Ends this caller's wait; it must not end a fetch that others wait for, too.</param>
    /// <exception cref="ApiAuthenticationException">There is no token: the request is not sent.</exception>
    ValueTask<AccessToken> GetAccessTokenAsync(AccessToken? rejected = null, CancellationToken cancellationToken = default);
}
