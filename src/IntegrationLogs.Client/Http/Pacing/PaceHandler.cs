using System.Globalization;
using System.Net;
using System.Threading.RateLimiting;
using IntegrationLogs.Client.Diagnostics;

namespace IntegrationLogs.Client.Http.Pacing;

/// <summary>
/// Sends no request before its account's limiter lets it go, and tells the limiter what became of it. The time that a call waits here is
/// no part of its total time.
/// </summary>
internal sealed class PaceHandler(
    ClientIdentity client,
    AccountPace pace,
    ResilienceOptions options,
    ClientRuntime runtime,
    ClientDiagnostics diagnostics)
    : DelegatingHandler
{
    /// <summary>
    /// A pause is no longer than this, or than a call may wait: then the vendor is asked again. An answer of a broken gateway must not
    /// silence an account for days.
    /// </summary>
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private readonly Backoff _backoff = new(options, runtime);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = CallState.Of(request);
        AccountLimiter limiter = pace.LimiterOf(call);
        RateLimitLease permit = limiter.AttemptAcquire();
        bool hasWaited = !permit.IsAcquired;
        if (hasWaited)
        {
            permit = await WaitAsync(limiter, call, cancellationToken).ConfigureAwait(false);
        }

        int retry = call.Tries++;
        int sentBefore = call.Attempts;
        HttpResponseMessage response;
        try
        {
            response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // A request that is sent once more with a new token has one permit for both.
            int more = call.Attempts - sentBefore - 1;
            if (more > 0)
            {
                limiter.Charge(more);
            }
        }

        if (RateLimitAnswer.Is(response))
        {
            Heed(limiter, permit, response, call, retry);
        }
        else
        {
            Tell(limiter.Accepted(permit, hasWaited));
        }

        return response;
    }

    private async Task<RateLimitLease> WaitAsync(AccountLimiter limiter, CallState call, CancellationToken cancellationToken)
    {
        long began = runtime.Time.GetTimestamp();
        TimeSpan pausedBefore = limiter.PausedTime;
        call.Clock.Stop();
        try
        {
            RateLimitLease permit = await limiter
                .AcquireAsync(goesFirst: call.IsTokenRequest || call.Tries > 0, options.MaxRateLimitWait - call.PausedTime, cancellationToken)
                .ConfigureAwait(false);
            return permit.IsAcquired ? permit : throw Refusal(limiter, permit, call);
        }
        finally
        {
            call.Clock.Start();
            call.PausedTime += limiter.PausedTime - pausedBefore;
            diagnostics.WaitedForRateLimit(client, call, runtime.Time.GetElapsedTime(began));
        }
    }

    /// <summary>Pauses the account for as long as the vendor wants, or, when it does not say, as long as a retry waits.</summary>
    private void Heed(AccountLimiter limiter, RateLimitLease permit, HttpResponseMessage response, CallState call, int retry)
    {
        TimeSpan? asked = RetryAfterHeader.Read(response, runtime.Time.GetUtcNow());
        call.RetryDelay = asked ?? _backoff.Before(retry);
        TimeSpan longest = options.MaxRateLimitWait > LongestPause ? options.MaxRateLimitWait : LongestPause;
        TimeSpan pause = call.RetryDelay < longest ? call.RetryDelay : longest;
        if (RateLimitAnswer.IsAboutRate(response))
        {
            Tell(limiter.Refused(permit, pause));
        }

        if (limiter.Pause(pause, response.StatusCode))
        {
            diagnostics.AccountPaused(client, call, response.StatusCode, pause, isAsked: asked is not null);
        }
    }

    private void Tell(RateChange? change)
    {
        if (change is RateChange changed)
        {
            diagnostics.RateChanged(client, changed);
        }
    }

    private ApiRateLimitException Refusal(AccountLimiter limiter, RateLimitLease refusal, CallState call)
    {
        refusal.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan left);
        HttpStatusCode status = limiter.PausedBy;
        IntegrationVendor vendor = client.Vendor;
        return new ApiRateLimitException(
            vendor,
            status,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{vendor}: {call.Endpoint} was not sent: {vendor} has answered another request of this account with {(int)status}, and the "
                + $"account is paused for {left.TotalSeconds:0.###} s. {options.SettingName}.MaxRateLimitWait allows "
                + $"a wait of {options.MaxRateLimitWait.TotalSeconds:0.###} s."))
        {
            Account = client.Account,
            Endpoint = call.Endpoint,
            RetryAfter = left,
            Attempts = call.Attempts,
        };
    }
}
