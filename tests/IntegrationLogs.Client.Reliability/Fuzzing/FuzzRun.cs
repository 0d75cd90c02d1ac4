using System.Collections.Concurrent;
using System.Globalization;
using IntegrationLogs.Client.Reliability.Infrastructure;

namespace IntegrationLogs.Client.Reliability.Fuzzing;

/// <summary>
/// Runs numbered cases and counts what came of them. <c>RELIABILITY_SEED</c> in the environment sets the master seed, and
/// <c>RELIABILITY_CASE</c> plays one case alone.
/// </summary>
internal static class FuzzRun
{
    /// <summary>So many cases share one client, at whose end it is checked.</summary>
    private const int BatchSize = 1_000;

    public static int Seed { get; } = Variable("RELIABILITY_SEED") ?? 1;

    private static int? Only { get; } = Variable("RELIABILITY_CASE");

    /// <summary>Runs cases that need nothing around them.</summary>
    public static Task<Outcomes> RunAsync(int count, Func<FuzzCase, string> run) => RunAsync<Nothing>(
        count, () => Task.FromResult<Nothing>(default), (_, fuzz) => Task.FromResult(run(fuzz)));

    /// <summary>Runs cases in batches, each with surroundings of its own; a case gives a word for what came of it.</summary>
    public static async Task<Outcomes> RunAsync<T>(int count, Func<Task<T>> start, Func<T, FuzzCase, Task<string>> run)
        where T : IAsyncDisposable
    {
        var outcomes = new ConcurrentDictionary<string, int>();
        IEnumerable<(int From, int To)> batches = Only is int only
            ? [(only, only + 1)]
            : Enumerable.Range(0, (count + BatchSize - 1) / BatchSize).Select(i => (i * BatchSize, Math.Min(count, (i + 1) * BatchSize)));
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = Form.Of(1, Environment.ProcessorCount) };
        await Parallel.ForEachAsync(batches, parallel, async (batch, _) =>
        {
            await using T surroundings = await start();
            for (int number = batch.From; number < batch.To; number++)
            {
                string outcome = await RunAsync(surroundings, new FuzzCase(Seed, number), run);
                outcomes.AddOrUpdate(outcome, 1, (_, before) => before + 1);
            }
        });
        return new Outcomes(outcomes);
    }

    private static async Task<string> RunAsync<T>(T surroundings, FuzzCase fuzz, Func<T, FuzzCase, Task<string>> run)
    {
        try
        {
            // On another thread, so that a case that never ends is told, too.
            return await Task.Run(() => run(surroundings, fuzz)).WaitAsync(Effort.Patience);
        }
        catch (Exception error)
        {
            throw new InvalidOperationException(
                $"Case {fuzz.Number} of seed {Seed} (RELIABILITY_SEED={Seed} RELIABILITY_CASE={fuzz.Number}) failed: "
                + $"{error.GetType().Name}: {error.Message}\nInput: {fuzz.Shown()}",
                error);
        }
    }

    private static int? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;

    private readonly struct Nothing : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => default;
    }
}
