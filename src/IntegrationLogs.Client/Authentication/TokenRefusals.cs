using System.Globalization;
using System.Net;
using IntegrationLogs.Client.Http;

namespace IntegrationLogs.Client.Authentication;

/// <summary>
/// How often in a row a vendor has refused the credentials, or a token that it had just given. After the second time there are pauses,
/// which double, between one try and the next: neither comes right by asking with every call.
/// </summary>
internal sealed class TokenRefusals(IntegrationVendor vendor, string? account, TimeProvider time)
{
    /// <summary>Refusals that cost no pause: a token that expired at the vendor's, a secret that is being replaced.</summary>
    private const int Free = 2;

    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private int _count;
    private DateTimeOffset _nextTry = DateTimeOffset.MinValue;
    private ApiAuthenticationException? _latest;

    public bool Any => Volatile.Read(ref _count) > 0;

    public void Clear()
    {
        _count = 0;
        _nextTry = DateTimeOffset.MinValue;
        _latest = null;
    }

    /// <summary>Counts a token that was refused.</summary>
    public void AddToken() => Count(latest: null);

    /// <summary>Counts a fetch that failed, if the credentials were refused.</summary>
    /// <returns>The failure, with the next try if that has to wait.</returns>
    public Exception Add(Exception error)
    {
        if (error is not ApiAuthenticationException refused || RetryPolicy.IsTransient(refused.StatusCode))
        {
            return error;
        }

        Count(refused);
        return IsTooEarly ? ToException() : error;
    }

    /// <exception cref="ApiAuthenticationException">The vendor is not to be asked yet.</exception>
    public void ThrowIfTooEarly()
    {
        if (IsTooEarly)
        {
            throw ToException();
        }
    }

    private bool IsTooEarly => time.GetUtcNow() < _nextTry;

    private void Count(ApiAuthenticationException? latest)
    {
        _latest = latest;
        _count++;
        if (_count > Free)
        {
            double seconds = Math.Min(FirstPause.TotalSeconds * Math.Pow(2, _count - Free - 1), LongestPause.TotalSeconds);
            _nextTry = time.GetUtcNow() + TimeSpan.FromSeconds(seconds);
        }
    }

    private ApiAuthenticationException ToException()
    {
        TimeSpan wait = _nextTry - time.GetUtcNow();
        string what = _latest?.Message ?? $"{vendor} refused each access token that it had just given (401).";
        string next = string.Create(
            CultureInfo.InvariantCulture,
            $"{what} That was {_count} times in a row; it is asked again from {_nextTry.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fff'Z'} on.");
        return new ApiAuthenticationException(vendor, _latest?.StatusCode ?? HttpStatusCode.Unauthorized, next, _latest)
        {
            Account = account,
            Endpoint = _latest?.Endpoint,
            Errors = _latest?.Errors ?? [],
            RequestId = _latest?.RequestId,
            RetryAfter = wait,
            Attempts = _latest?.Attempts ?? 0,
            Body = _latest?.Body,
        };
    }
}
