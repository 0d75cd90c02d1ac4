using IntegrationLogs.Client.Testing.Authentication;
using IntegrationLogs.Client.Testing.Http;

namespace IntegrationLogs.Client.Testing;

/// <summary>One vendor's part of a <see cref="FakeVendorServer"/>: what it holds, how it fails, what it was asked.</summary>
/// <typeparam name="TLog">The vendor's logs.</typeparam>
/// <typeparam name="TIntegration">The vendor's integrations.</typeparam>
public sealed class FakeVendor<TLog, TIntegration>
    where TLog : class
    where TIntegration : class
{
    internal FakeVendor(
        FakeVendorOptions options,
        string tokenPrefix,
        int seed,
        TimeProvider time,
        FakeLogList<TLog> logs,
        FakeLogList<TIntegration> integrations)
    {
        Logs = logs;
        Logs.Fill(options.LogCount, options.Order);
        Integrations = integrations;
        Integrations.Fill(options.IntegrationCount, LogOrder.OldestFirst);
        Tokens = new TokenIssuer(tokenPrefix, seed, time, options.TokenLifetime, options.RequestsPerToken);
        Traffic = new VendorTraffic(time, options.Latency, options.RateLimit, options.Compression);
    }

    /// <summary>
    /// All logs, in the order they are listed. The lists of an integration and of a job are parts of it, and an integration's jobs are
    /// those its logs belong to.
    /// </summary>
    public FakeLogList<TLog> Logs { get; }

    /// <summary>All integrations. The logs of one that is not here cannot be asked for by its id.</summary>
    public FakeLogList<TIntegration> Integrations { get; }

    /// <summary>How page requests fail; a request for a single integration is one of them.</summary>
    public FaultScript Faults => Traffic.Faults;

    /// <summary>How token requests fail.</summary>
    public FaultScript TokenFaults => Traffic.TokenFaults;

    /// <summary>How many tokens have been issued.</summary>
    public int TokensIssued => Tokens.Issued;

    /// <summary>How many page requests have arrived, whatever they were answered.</summary>
    public int PageRequests => Traffic.PageRequests;

    internal TokenIssuer Tokens { get; }

    internal VendorTraffic Traffic { get; }

    /// <summary>Makes every token issued so far count no longer.</summary>
    public void ExpireTokens() => Tokens.ExpireAll();
}
