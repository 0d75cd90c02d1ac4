using IntegrationLogs.Client.Testing.Authentication;
using IntegrationLogs.Client.Testing.Http;
using IntegrationLogs.Client.Testing.Json;
using IntegrationLogs.Client.Testing.Sendcloud;

namespace IntegrationLogs.Client.Testing;

/// <summary>Sendcloud's part of a <see cref="FakeVendorServer"/>: what it holds, how it fails, what it was asked.</summary>
public sealed class FakeSendcloud
{
    private readonly TokenIssuer _tokens;
    private readonly VendorTraffic _traffic;

    internal FakeSendcloud(FakeSendcloudOptions options, int seed, TimeProvider time, Func<Uri> baseAddress)
    {
        var samples = new SendcloudSamples(seed, options.IntegrationCount);
        Logs = new FakeLogList<SendcloudLog>(SendcloudJson.Log, samples.Log);
        Logs.Fill(options.LogCount, options.Order);
        Integrations = new FakeLogList<SendcloudIntegration>(SendcloudJson.Integration, samples.Integration);
        Integrations.Fill(options.IntegrationCount, LogOrder.OldestFirst);
        _tokens = new TokenIssuer("sendcloud-", seed, time, options.TokenLifetime, options.RequestsPerToken);
        _traffic = new VendorTraffic(time, options.Latency, options.RateLimit, options.Compression);
        Site = new SendcloudSite(options, this, _traffic, _tokens, baseAddress);
    }

    /// <summary>All logs, in the order they are listed. The list of an integration is a part of it.</summary>
    public FakeLogList<SendcloudLog> Logs { get; }

    /// <summary>All integrations. The logs of one that is not here cannot be asked for by its id.</summary>
    public FakeLogList<SendcloudIntegration> Integrations { get; }

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
