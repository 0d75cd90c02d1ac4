using IntegrationLogs.Client.Reliability.Infrastructure;
using Microsoft.Data.Sqlite;
using Xunit.Abstractions;

namespace IntegrationLogs.Client.Reliability.Kill;

/// <summary>
/// The failure store, which stores a failure and its checkpoint in one transaction, is killed wherever it is, while both vendors are busy.
/// </summary>
public sealed class FailureStoreKillTests(ITestOutputHelper output)
{
    private const int Seed = 1;

    [Fact]
    public async Task Every_failure_is_in_the_database_exactly_once()
    {
        // The store is run by a shell, so that it ends with the tests.
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        int kills = Form.Of(25, 250);
        var random = new Random(Seed);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("failure-store-");
        try
        {
            await using BusyVendors vendors = await BusyVendors.StartAsync(new Random(random.Next()));
            var run = new FailureStoreRun(vendors, folder.FullName, random);

            // A failure that came twice breaks the constraint, and the store ends of itself: that fails here.
            await run.RunAsync(kills);

            IReadOnlyList<string> stored = run.StoredKeys();
            List<string> lost = [.. vendors.ListedKeys(failuresOnly: true).Except(stored)];
            output.WriteLine(
                $"Failure store: {run.Kills} kills ({run.KillsByPlace}), {stored.Count:N0} failures stored, {lost.Count} lost, "
                + $"{stored.Count - stored.Distinct().Count()} twice; {vendors.Inserted:N0} logs listed, {vendors.Late:N0} of them late, "
                + $"{vendors.Removed:N0} removed, {vendors.Faults:N0} faults in {vendors.Requests:N0} requests, seed {Seed}");
            Assert.Equal(kills, run.Kills);
            Assert.Empty(lost);
            Assert.Equal(stored.Distinct(), stored);
            Assert.Empty(run.SaidTwice);
            Assert.True(vendors.ListedKeys().Count > vendors.ListedKeys(failuresOnly: true).Count, "Nothing succeeded.");
            Assert.True(vendors is { Late: > 0, Removed: > 0, Faults: > 0 }, "The vendors stood still.");
            Assert.Contains("UNIQUE", Assert.Throws<SqliteException>(run.Repeat).Message, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
