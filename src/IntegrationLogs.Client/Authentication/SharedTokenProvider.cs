using System.Runtime.ExceptionServices;
using IntegrationLogs.Client.Diagnostics;

namespace IntegrationLogs.Client.Authentication;

/// <summary>
/// Keeps one token for all callers. However many wait, or report the same token as refused, it is fetched once, in no caller's context
/// and under no caller's cancellation. It is renewed ahead of time, and serves on until the next one is there. Where the vendor refuses
/// again and again, it is not asked with every call.
/// </summary>
internal sealed class SharedTokenProvider(
    ClientIdentity client, Func<Task<AccessToken>> fetch, TimeProvider time, ClientDiagnostics diagnostics)
    : IAccessTokenProvider
{
    /// <summary>How long before its expiry a token is replaced; a short-lived one at half its life.</summary>
    public static readonly TimeSpan RefreshMargin = TimeSpan.FromSeconds(60);

    private readonly object _gate = new();
    private readonly TokenRefusals _refusals = new(client.Vendor, client.Account, time);
    private AccessToken? _current;
    private DateTimeOffset _refreshAt;
    private Task<AccessToken>? _fetching;

    public async ValueTask<AccessToken> GetAccessTokenAsync(AccessToken? rejected = null, CancellationToken cancellationToken = default)
    {
        Task<AccessToken> fetching;
        lock (_gate)
        {
            if (rejected is not null && ReferenceEquals(rejected, _current))
            {
                _current = null;
                _refusals.AddToken();
                diagnostics.TokenRejected(client);
            }

            DateTimeOffset now = time.GetUtcNow();
            if (_current is not null && now < _refreshAt)
            {
                return _current;
            }

            if (_current is null && _fetching is null)
            {
                _refusals.ThrowIfTooEarly();
            }

            fetching = _fetching ??= Observed(OwnTrace.Start(FetchAsync));
            if (_current is not null && now < _current.ExpiresAt)
            {
                // Nobody waits for a renewal, and one that fails is nobody's failure yet.
                return _current;
            }
        }

        return await fetching.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>To be told that the vendor has taken a token.</summary>
    public void Accepted()
    {
        if (_refusals.Any)
        {
            lock (_gate)
            {
                _refusals.Clear();
            }
        }
    }

    /// <summary>Should nobody wait, or all who waited be cancelled before a fetch fails, its failure is still seen to.</summary>
    private static Task<AccessToken> Observed(Task<AccessToken> fetching)
    {
        fetching.ContinueWith(
            static failed => _ = failed.Exception,
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default);
        return fetching;
    }

    private async Task<AccessToken> FetchAsync()
    {
        // The rest runs outside of the lock.
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            AccessToken token = await OwnTrace
                .TraceAsync("access token", client, fetch, waiting: CancellationToken.None).ConfigureAwait(false);
            DateTimeOffset now = time.GetUtcNow();
            TimeSpan lifetime = token.ExpiresAt - now;
            diagnostics.TokenFetched(client, lifetime);
            lock (_gate)
            {
                _current = token;
                _refreshAt = token.ExpiresAt - TimeSpan.FromTicks(Math.Min(RefreshMargin.Ticks, lifetime.Ticks / 2));
                _fetching = null;
            }

            return token;
        }
        catch (Exception error)
        {
            Exception told = error;
            lock (_gate)
            {
                _fetching = null;
                DateTimeOffset now = time.GetUtcNow();
                if (_current is not null && now < _current.ExpiresAt)
                {
                    // Not with every call: each further try is made at half of the life that is left.
                    _refreshAt = now + ((_current.ExpiresAt - now) / 2);
                }
                else
                {
                    told = _refusals.Add(error);
                }
            }

            if (error is not ObjectDisposedException)
            {
                diagnostics.TokenFailed(client, error);
            }

            ExceptionDispatchInfo.Throw(told);
            throw;
        }
    }
}
