using IntegrationLogs.Client.Testing.ElasticPath;
using IntegrationLogs.Client.Testing.Records;
using IntegrationLogs.Client.Testing.Sendcloud;

namespace IntegrationLogs.Client.Testing;

/// <summary>
/// Logs and integrations like those of a <see cref="FakeVendorServer"/>, without a server. The same arguments give the same records;
/// a server with the same seed, counts and <see cref="FakeVendorOptions.NewestLogAt"/> starts with them.
/// </summary>
public static class SampleLogs
{
    private static readonly DateTimeOffset ByDefault = new(2023, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Elastic Path's logs, newest first: seven of ten failed, with the status codes and errors webhooks fail with.</summary>
    /// <param name="seed">What ids and contents are made from.</param>
    /// <param name="count">How many logs to make.</param>
    /// <param name="integrationCount">Over how many integrations they are spread.</param>
    /// <param name="newestLogAt">
    /// When the newest log was made, to the microsecond; <see langword="null"/> stands for 2023-01-01T00:00:00Z.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A count is negative, there is no integration, or the logs would reach back beyond the first time there is.
    /// </exception>
    public static IReadOnlyList<ElasticPathLog> ElasticPath(
        int seed, int count, int integrationCount = 3, DateTimeOffset? newestLogAt = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(integrationCount);
        var samples = new ElasticPathSamples(seed, integrationCount, count, NewestOf(newestLogAt));
        return Make(count, number => samples.Log(count - 1 - number));
    }

    /// <summary>Elastic Path's integrations.</summary>
    /// <param name="seed">What ids and contents are made from.</param>
    /// <param name="count">How many integrations to make.</param>
    /// <param name="newestLogAt">
    /// When the newest log was made, to the microsecond; <see langword="null"/> stands for 2023-01-01T00:00:00Z.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public static IReadOnlyList<ElasticPathIntegration> ElasticPathIntegrations(int seed, int count, DateTimeOffset? newestLogAt = null) =>
        Make(count, new ElasticPathSamples(seed, count, logCount: 0, NewestOf(newestLogAt)).Integration);

    /// <summary>Sendcloud's logs, newest first: every shape the vendor's schema allows, in turn.</summary>
    /// <param name="seed">What ids and contents are made from.</param>
    /// <param name="count">How many logs to make.</param>
    /// <param name="integrationCount">Over how many integrations they are spread.</param>
    /// <param name="newestLogAt">
    /// When the newest log was made, to the microsecond; <see langword="null"/> stands for 2023-01-01T00:00:00Z.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A count is negative, there is no integration, or the logs would reach back beyond the first time there is.
    /// </exception>
    public static IReadOnlyList<SendcloudLog> Sendcloud(
        int seed, int count, int integrationCount = 3, DateTimeOffset? newestLogAt = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(integrationCount);
        var samples = new SendcloudSamples(seed, integrationCount, count, NewestOf(newestLogAt));
        return Make(count, number => samples.Log(count - 1 - number));
    }

    /// <summary>Sendcloud's integrations.</summary>
    /// <param name="seed">What ids and contents are made from.</param>
    /// <param name="count">How many integrations to make.</param>
    /// <param name="newestLogAt">
    /// When the newest log was made, to the microsecond; <see langword="null"/> stands for 2023-01-01T00:00:00Z.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is negative.</exception>
    public static IReadOnlyList<SendcloudIntegration> SendcloudIntegrations(int seed, int count, DateTimeOffset? newestLogAt = null) =>
        Make(count, new SendcloudSamples(seed, count, logCount: 0, NewestOf(newestLogAt)).Integration);

    private static DateTimeOffset NewestOf(DateTimeOffset? newestLogAt) => (newestLogAt ?? ByDefault).ToTheMicrosecond();

    private static T[] Make<T>(int count, Func<long, T> make)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var records = new T[count];
        for (int i = 0; i < count; i++)
        {
            records[i] = make(i);
        }

        return records;
    }
}
