using System.Globalization;
using IntegrationLogs.Client;
using IntegrationLogs.Client.Testing;

namespace FailureStore.Fakes;

/// <summary>
/// Logs that follow from the clock alone, so that a program that is started again finds the same ones. There is at most one in five
/// seconds; they are listed for ten minutes, but for one in half an hour, which stays for a week.
/// </summary>
internal static class MadeUpLogs
{
    public const int Seed = 1;
    public const int Integrations = 3;

    private const int Templates = 80;
    private const long SecondsApart = 5;
    private const long Listed = 10 * 60 / SecondsApart;
    private const long KeptFor = 7 * 24 * 60 * 60 / SecondsApart;
    private const long KeptEvery = 30 * 60 / SecondsApart;
    private const long PerDay = 24 * 60 * 60 / SecondsApart;

    private static readonly IReadOnlyList<ElasticPathLog> ElasticPathTemplates = SampleLogs.ElasticPath(Seed, Templates, Integrations);
    private static readonly IReadOnlyList<SendcloudLog> SendcloudTemplates = SampleLogs.Sendcloud(Seed, Templates, Integrations);

    /// <summary>The numbers of the logs that are listed at a time, the oldest first.</summary>
    public static IEnumerable<long> NumbersAt(DateTimeOffset now)
    {
        long last = now.ToUnixTimeSeconds() / SecondsApart;
        for (long number = (last - KeptFor) / KeptEvery * KeptEvery; number <= last; number++)
        {
            if ((number % KeptEvery == 0 || number > last - Listed) && IsThere(number))
            {
                yield return number;
            }
        }
    }

    public static string ElasticPathId(long number) =>
        string.Create(CultureInfo.InvariantCulture, $"{Mix(number):x8}-0000-4000-8000-{number:x12}");

    public static ElasticPathLog ElasticPath(long number) => ElasticPathTemplates[(int)(Mix(number) % Templates)] with
    {
        Id = ElasticPathId(number),
        JobId = string.Create(CultureInfo.InvariantCulture, $"{Mix(number):x8}-0000-4000-9000-{number:x12}"),
        Attempt = 1,
        CreatedAt = TimeOf(number),
        CreatedAtText = Text(number),
    };

    public static SendcloudLog Sendcloud(long number) => SendcloudTemplates[(int)(Mix(number) % Templates)] with
    {
        Id = number,
        CreatedAt = TimeOf(number),
        CreatedAtText = Text(number),
    };

    /// <summary>Some days are worse than others.</summary>
    private static bool IsThere(long number) => Mix(number) / Templates % 4 <= Mix(number / PerDay) % 4;

    private static DateTimeOffset TimeOf(long number) => DateTimeOffset.FromUnixTimeSeconds(number * SecondsApart);

    private static string Text(long number) => TimeOf(number).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    /// <summary>A number that looks random, from the number alone.</summary>
    private static uint Mix(long number)
    {
        uint mixed = (uint)number * 2_654_435_769;
        mixed = (mixed ^ (mixed >> 15)) * 2_246_822_519;
        return mixed ^ (mixed >> 13);
    }
}
