using System.Collections.Concurrent;
using IntegrationLogs.Client.Reliability.Infrastructure;
using Xunit.Abstractions;

namespace IntegrationLogs.Client.Reliability.Kill;

/// <summary>A watcher that is killed again and again, started again each time, and at last left to catch up.</summary>
internal sealed class KillRun
{
    private const int Seed = 1;

    private readonly BusyVendors _vendors;
    private readonly string _folder;
    private readonly bool _inOneWrite;
    private readonly Random _random;
    private readonly Dictionary<KillPlace, int> _kills = [];
    private readonly ConcurrentDictionary<string, bool> _saidStored = new();
    private readonly HashSet<string> _mayComeAgain = [];
    private readonly List<string> _wronglyRepeated = [];
    private IReadOnlyList<string> _delivered = [];
    private int _leftTemporary;

    private KillRun(BusyVendors vendors, string folder, bool inOneWrite, Random random)
    {
        _vendors = vendors;
        _folder = folder;
        _inOneWrite = inOneWrite;
        _random = random;
    }

    public int Kills => _kills.Values.Sum();

    /// <summary>How many logs were delivered again whose checkpoint was not stored at a kill.</summary>
    public int Repeated { get; private set; }

    /// <summary>How many kills left half of a line in the journal.</summary>
    public int Torn { get; private set; }

    /// <summary>Half of the hundred kills, or of the thousand of the long form, with what must hold after them.</summary>
    public static async Task<KillRun> PassAsync(bool inOneWrite, ITestOutputHelper output)
    {
        int kills = Form.Of(50, 500);
        var random = new Random(Seed);
        DirectoryInfo folder = Directory.CreateTempSubdirectory("kill-");
        try
        {
            await using BusyVendors vendors = await BusyVendors.StartAsync(new Random(random.Next()));
            var run = new KillRun(vendors, folder.FullName, inOneWrite, random);
            Exception? error = await Record.ExceptionAsync(() => run.RunAsync(kills));
            List<string> lost = [.. vendors.ListedKeys().Except(run._delivered)];
            output.WriteLine(run.Summary(lost.Count));

            Assert.Null(error);
            Assert.Equal(kills, run.Kills);
            Assert.Empty(lost);
            Assert.Empty(run._wronglyRepeated);
            Assert.True(vendors is { Late: > 0, Removed: > 0, Faults: > 0 }, "The vendors stood still.");
            return run;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    public int KillsIn(KillPlace place) => _kills.GetValueOrDefault(place);

    private string Summary(int lost) =>
        $"Kill, {(_inOneWrite ? "entry and checkpoint in one write" : "entry, then checkpoint")}: {Kills} kills ("
        + string.Join(", ", _kills.OrderBy(kills => kills.Key).Select(kills => $"{kills.Key} {kills.Value}"))
        + $"), {_delivered.Count:N0} logs delivered, {lost} lost, {Repeated} again after a kill, {_wronglyRepeated.Count} otherwise twice; "
        + $"{Torn} torn lines, {_leftTemporary} temporary files; {_vendors.Inserted:N0} logs listed, {_vendors.Late:N0} of them late, "
        + $"{_vendors.Removed:N0} removed, {_vendors.Faults:N0} faults in {_vendors.Requests:N0} requests, seed {Seed}";

    private async Task RunAsync(int kills)
    {
        for (int i = 0; i < kills; i++)
        {
            var moment = KillMoment.Any(_random);
            _vendors.Begin(moment);
            await RunOneAsync(moment.HoldAt, moment.SawLine, moment.Come);
            _kills[moment.Place] = KillsIn(moment.Place) + 1;
        }

        await CatchUpAsync();
    }

    /// <summary>A source is polled again when all that the poll before found was taken: none left means that it has caught up.</summary>
    private async Task CatchUpAsync()
    {
        _vendors.Calm();
        var behind = new ConcurrentDictionary<string, bool>(_vendors.Sources.ToDictionary(source => Sayings.Polled(source, 0), _ => true));
        var caughtUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        void SawLine(string line)
        {
            if (behind.TryRemove(line, out _) && behind.IsEmpty)
            {
                caughtUp.SetResult();
            }
        }

        await RunOneAsync(holdAt: 0, SawLine, caughtUp.Task);
    }

    private async Task RunOneAsync(int holdAt, Action<string> sawLine, Task end)
    {
        var settings = new WatcherSettings(_vendors.Address, _vendors.Sources, _vendors.Since, _folder, _inOneWrite, holdAt);
        using WatcherProcess watcher = WatcherProcess.Start(settings, line =>
        {
            if (Sayings.KeyOfStored(line) is string key)
            {
                _saidStored[key] = true;
            }

            sawLine(line);
        });
        await watcher.UntilAsync(end);
        await watcher.KillAsync();
        LookAtJournal();
        await LookAtCheckpointAsync();
    }

    private void LookAtJournal()
    {
        (IReadOnlyList<string> lines, bool isTorn, _) = Journal.Read(Delivery.PathOfJournal(_folder));
        Torn += isTorn ? 1 : 0;
        HashSet<string> known = [.. _delivered];
        foreach (string key in lines.Skip(_delivered.Count).Select(Journal.KeyOf).Where(key => !known.Add(key)))
        {
            if (_mayComeAgain.Remove(key))
            {
                Repeated++;
            }
            else
            {
                _wronglyRepeated.Add(key);
            }
        }

        _delivered = [.. lines.Select(Journal.KeyOf)];
        if (!_inOneWrite && _delivered.Count > 0 && !_saidStored.ContainsKey(_delivered[^1]))
        {
            // No kill adds more than one.
            _mayComeAgain.Add(_delivered[^1]);
        }
    }

    /// <summary>It is whole, a killed process holds it no more, and there is no more than one temporary file.</summary>
    private async Task LookAtCheckpointAsync()
    {
        string path = Delivery.PathOfCheckpoint(_folder);
        string[] names = [.. new DirectoryInfo(_folder).GetFileSystemInfos().Select(file => file.Name)];
        Assert.Empty(names.Except(["checkpoint.json", "checkpoint.json.lock", "checkpoint.json.tmp", "journal.txt"]));
        _leftTemporary += names.Contains("checkpoint.json.tmp") ? 1 : 0;
        using var store = new FileLogCheckpointStore(path);
        Assert.Equal(names.Contains("checkpoint.json"), await store.LoadAsync() is not null);
    }
}
