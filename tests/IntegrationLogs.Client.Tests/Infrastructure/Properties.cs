using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace IntegrationLogs.Client.Tests.Infrastructure;

/// <summary>
/// Property tests whose cases are drawn from one seed. FsCheck prints the seed of a case that fails, under "Original": <c>TEST_SEED</c> runs
/// that case alone.
/// </summary>
internal static class Properties
{
    private static readonly string? OnlySeed = Environment.GetEnvironmentVariable("TEST_SEED");

    public static void ForSeeds(Action<Random> property, int cases = 500)
    {
        if (OnlySeed is not null)
        {
            property(new Random(int.Parse(OnlySeed, CultureInfo.InvariantCulture)));
            return;
        }

        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => property(new Random(seed)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(Effort.Cases(cases)));
    }

    public static void ForAll<T>(Action<T> property, int cases = 500) =>
        Prop.ForAll(ArbMap.Default.ArbFor<T>(), property).Check(Config.QuickThrowOnFailure.WithMaxTest(Effort.Cases(cases)));

    public static T OneOf<T>(this Random random, params T[] choices) => choices[random.Next(choices.Length)];

    /// <summary>True once in so many times.</summary>
    public static bool Once(this Random random, int times) => random.Next(times) == 0;

    public static string Text(this Random random, string alphabet, int maxLength) =>
        new([.. Enumerable.Range(0, random.Next(maxLength + 1)).Select(_ => alphabet[random.Next(alphabet.Length)])]);
}
