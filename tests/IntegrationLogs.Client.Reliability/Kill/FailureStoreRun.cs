using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using IntegrationLogs.Client.Reliability.Infrastructure;
using Microsoft.Data.Sqlite;

namespace IntegrationLogs.Client.Reliability.Kill;

/// <summary>The failure store, killed again and again, started again each time, and at last left to end by itself.</summary>
internal sealed class FailureStoreRun(BusyVendors vendors, string folder, Random random)
{
    private const int LogsBeforeEach = 12;

    private readonly string _database = Path.Combine(folder, "failures.db");
    private readonly Dictionary<KillPlace, int> _kills = [];
    private readonly ConcurrentDictionary<string, int> _said = new();

    public int Kills => _kills.Values.Sum();

    public string KillsByPlace => string.Join(", ", _kills.OrderBy(kills => kills.Key).Select(kills => $"{kills.Key} {kills.Value}"));

    /// <summary>What was said to be stored, and later once more.</summary>
    public IEnumerable<string> SaidTwice => _said.Where(line => line.Value > 1).Select(line => line.Key);

    public async Task RunAsync(int kills)
    {
        for (int i = 0; i < kills; i++)
        {
            var moment = KillMoment.AnyFromOutside(random);
            vendors.Begin(moment, LogsBeforeEach);
            using WatcherProcess store = Start(moment.SawLine);
            await store.UntilAsync(moment.Come);
            await store.KillAsync();
            _kills[moment.Place] = _kills.GetValueOrDefault(moment.Place) + 1;
        }

        vendors.Calm();
        using WatcherProcess last = Start(_ => { }, "--until-quiet");
        await last.EndAsync();
    }

    /// <summary>What each row of the database is known by.</summary>
    public IReadOnlyList<string> StoredKeys()
    {
        using SqliteConnection connection = Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT source || ' ' || log_id FROM failures";
        using SqliteDataReader reader = command.ExecuteReader();
        var keys = new List<string>();
        while (reader.Read())
        {
            keys.Add(reader.GetString(0));
        }

        return keys;
    }

    /// <summary>Stores a row once more.</summary>
    public void Repeat()
    {
        using SqliteConnection connection = Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "INSERT INTO failures SELECT * FROM failures LIMIT 1";
        command.ExecuteNonQuery();
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection($"Data Source={_database};Pooling=False");
        connection.Open();
        return connection;
    }

    private WatcherProcess Start(Action<string> sawLine, params string[] more)
    {
        string[] arguments =
        [
            "--database", _database, "--interval", "0.01", "--since", vendors.Since.ToString("O", CultureInfo.InvariantCulture),
            .. vendors.Sources.SelectMany(source => (string[])["--source", source.Name]), .. more,
        ];
        var start = new ProcessStartInfo(
            ToolProcess.Shell, ["-c", ToolProcess.Leash, "dotnet", "dotnet", "exec", BuiltSample.PathOf("FailureStore"), .. arguments]);
        foreach ((string name, string value) in Settings())
        {
            start.Environment["IntegrationLogs__" + name] = value;
        }

        return WatcherProcess.Start(start, line =>
        {
            if (line.Contains(" failed, ", StringComparison.Ordinal))
            {
                _said.AddOrUpdate(line, 1, (_, times) => times + 1);
                sawLine(line);
            }
        });
    }

    /// <summary>Few and quick retries, so that some polls fail for good.</summary>
    private Dictionary<string, string> Settings() => new()
    {
        ["ElasticPath__BaseAddress"] = vendors.Address.AbsoluteUri,
        ["ElasticPath__ClientId"] = Canary.Id,
        ["ElasticPath__ClientSecret"] = Canary.Secret,
        ["Sendcloud__BaseAddress"] = new Uri(vendors.Address, "/api/v3").AbsoluteUri,
        ["Sendcloud__PublicKey"] = Canary.Id,
        ["Sendcloud__SecretKey"] = Canary.Secret,
        ["Resilience__MaxRetries"] = "1",
        ["Resilience__BaseDelay"] = "00:00:00.001",
        ["Resilience__MaxDelay"] = "00:00:00.001",
    };
}
