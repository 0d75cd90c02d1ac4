using IntegrationLogs.Client.Testing.Authentication;
using IntegrationLogs.Client.Testing.ElasticPath;
using IntegrationLogs.Client.Testing.Http;
using IntegrationLogs.Client.Testing.Json;

namespace IntegrationLogs.Client.Testing;

/// <summary>Elastic Path's part of a <see cref="FakeVendorServer"/>: what it holds, how it fails, what it was asked.</summary>
public sealed class FakeElasticPath
{
    private readonly TokenIssuer _tokens;
    private readonly VendorTraffic _traffic;

    internal FakeElasticPath(FakeElasticPathOptions options, int seed, TimeProvider time, Func<Uri> baseAddress)
    {
        var samples = new ElasticPathSamples(seed, options.IntegrationCount);
        Logs = new FakeLogList<ElasticPathLog>(ElasticPathJson.Log, samples.Log);
        Logs.Fill(options.LogCount, options.Order);
        Integrations = new FakeLogList<ElasticPathIntegration>(ElasticPathJson.Integration, samples.Integration);
        Integrations.Fill(options.IntegrationCount, LogOrder.OldestFirst);
        _tokens = new TokenIssuer("elastic-path-", seed, time, options.TokenLifetime, options.RequestsPerToken);
        _traffic = new VendorTraffic(time, options.Latency, options.RateLimit, options.Compression);
        Site = new ElasticPathSite(options, this, _traffic, _tokens, baseAddress);
    }

    /// <summary>
    /// All logs, in the order they are listed. The lists of an integration and of a job are parts of it, and an integration's jobs are
    /// those its logs belong to.
    /// </summary>
    public FakeLogList<ElasticPathLog> Logs { get; }

    /// <summary>All integrations. The logs of one that is not here cannot be asked for by its id.</summary>
    public FakeLogList<ElasticPathIntegration> Integrations { get; }

    /// <summary>How page requests fail; a request for a single integration is one of them.</summary>
    public FaultScript Faults => _traffic.Faults;

    /// <summary>How token requests fail.</summary>
    public FaultScript TokenFaults => _traffic.TokenFaults;

    /// <summary>How many tokens have been issued.</summary>
    public int TokensIssued => _tokens.Issued;

    /// <summary>How many page requests have arrived, whatever they were answered.</summary>
    public int PageRequests => _traffic.PageRequests;

    internal IVendorSite Site { get; }

    /// <summary>Makes every token issued so far count no longer.</summary>
    public void ExpireTokens() => _tokens.ExpireAll();
}
