using IntegrationLogs.Client.Testing.Authentication;
using IntegrationLogs.Client.Testing.Http;
using IntegrationLogs.Client.Testing.Records;

namespace IntegrationLogs.Client.Testing;

/// <summary>One vendor's part of a <see cref="FakeVendorServer"/>: what it holds, how it fails, what it was asked.</summary>
/// <typeparam name="TLog">The vendor's logs.</typeparam>
/// <typeparam name="TIntegration">The vendor's integrations.</typeparam>
public sealed class FakeVendor<TLog, TIntegration>
    where TLog : class
    where TIntegration : class
{
    private readonly VendorClock _clock;

    internal FakeVendor(
        FakeVendorOptions options,
        VendorClock clock,
        TokenIssuer tokens,
        VendorTraffic traffic,
        FakeLogList<TLog> logs,
        FakeLogList<TIntegration> integrations)
    {
        _clock = clock;
        Logs = logs;
        Logs.Fill(options.LogCount, options.Order);
        Integrations = integrations;
        Integrations.Fill(options.IntegrationCount, LogOrder.OldestFirst);
        Tokens = tokens;
        Traffic = traffic;
    }

    /// <summary>
    /// All logs, in the order they are listed. The lists of an integration and of a job are parts of it, and an integration's jobs are
    /// those its logs belong to.
    /// </summary>
    public FakeLogList<TLog> Logs { get; }

    /// <summary>All integrations. The logs of one that is not here cannot be asked for by its id.</summary>
    public FakeLogList<TIntegration> Integrations { get; }

    /// <summary>
    /// How far the <c>Date</c> header of this vendor's answers is ahead of the server's time provider; negative for behind. It can be
    /// changed at any time.
    /// </summary>
    /// <value>Default: zero.</value>
    public TimeSpan DateOffset
    {
        get => _clock.DateOffset;
        set => _clock.DateOffset = value;
    }

    /// <summary>
    /// How far the times of new logs and integrations are ahead of the server's time provider; negative for behind. It can be changed at
    /// any time and counts for those that <see cref="FakeLogList{T}"/> makes from then on.
    /// </summary>
    /// <value>Default: zero.</value>
    public TimeSpan LogTimeOffset
    {
        get => _clock.LogTimeOffset;
        set => _clock.LogTimeOffset = value;
    }

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
