using IntegrationLogs.Client;
using IntegrationLogs.Client.Testing;

namespace Watch.Fakes;

/// <summary>
/// Logs that follow from the clock: each second of it has one of each vendor, with an id made from that second. Every process sees the
/// same.
/// </summary>
internal static class ClockLogs
{
    public const int Seed = 1;
    public const int ElasticPathIntegrations = 5;
    public const int SendcloudIntegrations = 4;
    public const int MostSecondsLate = 115;

    /// <summary>Whole jobs: ten logs are the attempts of five of them.</summary>
    private const int ElasticPathSamples = 200;

    private const int SendcloudSamples = 80;

    private static readonly ElasticPathLog[] ElasticPathOldestFirst =
        [.. SampleLogs.ElasticPath(Seed, ElasticPathSamples, ElasticPathIntegrations).Reverse()];

    private static readonly IReadOnlyList<SendcloudLog> SendcloudAny =
        SampleLogs.Sendcloud(Seed, SendcloudSamples, SendcloudIntegrations);

    public static ElasticPathLog ElasticPath(long second)
    {
        (long round, long place) = Math.DivRem(second, ElasticPathSamples);
        ElasticPathLog sample = ElasticPathOldestFirst[place];
        return sample with
        {
            Id = InRound(round, sample.Id!),
            JobId = InRound(round, sample.JobId!),
            CreatedAt = DateTimeOffset.FromUnixTimeSeconds(second).AddMilliseconds(second * 7919 % 1000),
        };
    }

    /// <summary>Two and two have the same time.</summary>
    public static SendcloudLog Sendcloud(long second) => SendcloudAny[(int)(second % SendcloudSamples)] with
    {
        Id = second,
        CreatedAt = DateTimeOffset.FromUnixTimeSeconds(second - (second % 2)),
    };

    /// <summary>From which second on the logs of a second are listed. One in ten is late.</summary>
    public static long ListedFrom(long second)
    {
        (long ten, long place) = Math.DivRem(second, 10);
        return second + 1 + (place == 7 ? 5 + (ten % 12 * 10) : 0);
    }

    private static string InRound(long round, string id) => $"{round:x8}{id[8..]}";
}
