namespace IntegrationLogs.Client.Http.Pacing;

/// <summary>A client's share in the limiters of its account: one for its requests, and one for the requests for its tokens.</summary>
internal sealed class AccountPace : IDisposable
{
    private readonly AccountLimiters _limiters;
    private AccountKey[]? _rented;

    /// <param name="limiters">The limiters of all accounts.</param>
    /// <param name="account">The account to join.</param>
    /// <param name="tokensApart">
    /// Where tokens come from, if the requests for them do not count for the account's rate: that server has a pause of its own.
    /// </param>
    /// <param name="options">The client's settings.</param>
    public AccountPace(AccountLimiters limiters, AccountKey account, Uri? tokensApart, RateLimitOptions options)
    {
        _limiters = limiters;
        AccountKey tokens = tokensApart is null
            ? account
            : account with { Origin = AccountKey.OriginOf(tokensApart), IsForTokens = true };
        _rented = [account, tokens];
        var rate = RequestRate.Of(options);
        Requests = limiters.Rent(account, rate);
        Tokens = limiters.Rent(tokens, tokensApart is null ? rate : null);
    }

    public AccountLimiter Requests { get; }

    public AccountLimiter Tokens { get; }

    /// <summary>
    /// For how long calls were held up in all by an account that was paused: a token that others wait for has to wait, too.
    /// </summary>
    public TimeSpan PausedTime => Tokens.PausedTime;

    public AccountLimiter LimiterOf(CallState call) => call.IsTokenRequest ? Tokens : Requests;

    public void Dispose()
    {
        foreach (AccountKey key in Interlocked.Exchange(ref _rented, null) ?? [])
        {
            _limiters.Return(key);
        }
    }
}
