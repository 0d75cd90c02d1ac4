using System.Globalization;
using IntegrationLogs.Client.Testing.Records;

namespace IntegrationLogs.Client.Testing.Authentication;

/// <summary>Issues bearer tokens and knows which of them still count.</summary>
internal sealed class TokenIssuer(string prefix, int seed, TimeProvider time, TimeSpan lifetime, int? requestsPerToken)
{
    private readonly object _lock = new();
    private readonly Dictionary<string, Validity> _tokens = new(StringComparer.Ordinal);
    private int _issued;

    public int Issued => Volatile.Read(ref _issued);

    public TimeSpan Lifetime => lifetime;

    public (string Token, DateTimeOffset Expires) Issue()
    {
        lock (_lock)
        {
            int number = ++_issued;
            string token = prefix + new SeededChance(seed, prefix, number).Next().ToString("x16", CultureInfo.InvariantCulture);
            DateTimeOffset expires = time.GetUtcNow() + lifetime;
            _tokens.Add(token, new Validity(expires, requestsPerToken ?? int.MaxValue));
            return (token, expires);
        }
    }

    /// <summary>Whether the token counts; each time it does, one of its requests is used up.</summary>
    public bool Accepts(string? token)
    {
        lock (_lock)
        {
            if (token is null || !_tokens.TryGetValue(token, out Validity validity))
            {
                return false;
            }

            if (validity.RequestsLeft == 0 || time.GetUtcNow() >= validity.Expires)
            {
                _tokens.Remove(token);
                return false;
            }

            _tokens[token] = validity with { RequestsLeft = validity.RequestsLeft - 1 };
            return true;
        }
    }

    public void ExpireAll()
    {
        lock (_lock)
        {
            _tokens.Clear();
        }
    }

    private readonly record struct Validity(DateTimeOffset Expires, int RequestsLeft);
}
