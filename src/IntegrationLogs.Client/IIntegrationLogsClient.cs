using IntegrationLogs.Client.Feed;

namespace IntegrationLogs.Client;

/// <summary>The integration logs of both vendors. Safe for many callers at once; one instance serves a whole application.</summary>
public interface IIntegrationLogsClient
{
    /// <summary>
    /// Elastic Path Commerce Cloud. It is always there: where the settings leave the vendor out, its methods throw an
    /// <see cref="InvalidOperationException"/> that names the missing settings.
    /// </summary>
    IElasticPathClient ElasticPath { get; }

    /// <summary>
    /// Sendcloud. It is always there: where the settings leave the vendor out, its methods throw an
    /// <see cref="InvalidOperationException"/> that names the missing settings.
    /// </summary>
    ISendcloudClient Sendcloud { get; }

    /// <summary>The logs of both vendors as one stream.</summary>
    /// <remarks>Where a source's vendor is not configured, its methods throw an <see cref="InvalidOperationException"/>.</remarks>
    IIntegrationLogFeed Feed => new IntegrationLogFeed(this, FeedRuntime.Default);

    /// <summary>
    /// Whether a vendor can be asked: its credentials are set, or its tokens or endpoints are of your own
    /// (<c>UseTokenSource</c>, <c>UseAccessTokenProvider</c> and <c>UseApi</c> of the vendor's builder). Nothing is sent, so the
    /// credentials may still be wrong.
    /// </summary>
    /// <param name="vendor">The vendor.</param>
    /// <returns>A client of your own that does not implement it says <see langword="true"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such vendor.</exception>
    bool IsConfigured(IntegrationVendor vendor) => true;
}
