using System.Globalization;

namespace IntegrationLogs.Client.Testing.Http;

internal sealed class FixedWindow(FakeRateLimit limit, TimeProvider time)
{
    private readonly object _lock = new();
    private long _opened;
    private int _taken;

    /// <summary>Null when the request may pass; otherwise the whole seconds after which to come again.</summary>
    public string? Enter()
    {
        lock (_lock)
        {
            TimeSpan open = time.GetElapsedTime(_opened);
            if (_taken == 0 || open >= limit.Window)
            {
                _opened = time.GetTimestamp();
                _taken = 0;
                open = TimeSpan.Zero;
            }

            if (_taken < limit.Requests)
            {
                _taken++;
                return null;
            }

            return Math.Ceiling((limit.Window - open).TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }
    }
}
