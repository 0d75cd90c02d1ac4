using IntegrationLogs.Client.Feed;

namespace IntegrationLogs.Client;

/// <summary>The integration logs of both vendors. Safe for many callers at once; one instance serves a whole application.</summary>
public interface IIntegrationLogsClient
{
    /// <summary>Elastic Path Commerce Cloud.</summary>
    /// <exception cref="InvalidOperationException">It was left out of the settings; the message says which are missing.</exception>
    IElasticPathClient ElasticPath { get; }

    /// <summary>Sendcloud.</summary>
    /// <exception cref="InvalidOperationException">It was left out of the settings; the message says which are missing.</exception>
    ISendcloudClient Sendcloud { get; }

    /// <summary>The logs of both vendors as one stream.</summary>
    IIntegrationLogFeed Feed => new IntegrationLogFeed(this, FeedRuntime.Default);
}
