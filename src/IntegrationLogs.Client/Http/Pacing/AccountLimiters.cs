namespace IntegrationLogs.Client.Http.Pacing;

/// <summary>The limiters of a process: one for each account that has a client.</summary>
internal sealed class AccountLimiters
{
    private readonly object _gate = new();
    private readonly Dictionary<AccountKey, Entry> _entries = [];

    /// <summary>Those of this process, whatever containers its clients are from.</summary>
    public static AccountLimiters OfProcess { get; } = new();

    /// <summary>The accounts that have a client now.</summary>
    public IReadOnlyList<AccountKey> Accounts
    {
        get
        {
            lock (_gate)
            {
                return [.. _entries.Keys];
            }
        }
    }

    /// <summary>The limiter of an account, for one more client. Each call needs one of <see cref="Return"/>.</summary>
    public AccountLimiter Rent(AccountKey key, RequestRate? rate)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(key, out Entry? entry))
            {
                entry.Limiter.Configure(rate);
            }
            else
            {
                entry = new Entry(new AccountLimiter(rate, key.Time));
                _entries.Add(key, entry);
            }

            entry.Clients++;
            return entry.Limiter;
        }
    }

    /// <summary>Gives a limiter back. With its last client it is gone.</summary>
    public void Return(AccountKey key)
    {
        lock (_gate)
        {
            Entry entry = _entries[key];
            if (--entry.Clients == 0)
            {
                _entries.Remove(key);
                entry.Limiter.Dispose();
            }
        }
    }

    private sealed class Entry(AccountLimiter limiter)
    {
        public AccountLimiter Limiter => limiter;

        public int Clients { get; set; }
    }
}
