using System.Globalization;
using IntegrationLogs.Client.Reliability.Infrastructure;

namespace IntegrationLogs.Client.Reliability.Soak;

/// <summary>Counts the pages of all walks, and searches for secrets as they come.</summary>
internal sealed class Progress(Trial trial)
{
    private const int PagesPerSearch = 100;
    private const string RetriesCounter = "IntegrationLogs.Client integration_logs.client.retries ";

    private readonly object _lock = new();

    public int Pages { get; private set; }

    public long Logs { get; private set; }

    public long Bytes { get; private set; }

    public int Retries { get; private set; }

    public void Count<T>(Page<T> page)
    {
        lock (_lock)
        {
            Pages++;
            Logs += page.Items.Count;
            Bytes += long.Parse(page.Response.Headers["Content-Length"][0], CultureInfo.InvariantCulture);
            if (Pages % PagesPerSearch == 0)
            {
                Search();
            }
        }
    }

    /// <summary>Searches what was recorded and keeps only how many retries there were.</summary>
    public void Search()
    {
        lock (_lock)
        {
            Retries += trial.SearchAndForget().Count(text => text.StartsWith(RetriesCounter, StringComparison.Ordinal));
        }
    }
}
