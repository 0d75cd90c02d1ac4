using IntegrationLogs.Client.Testing;
using Microsoft.Data.Sqlite;

namespace IntegrationLogs.Client.Tests.Samples;

/// <summary>Vendors that list what a test puts there, a folder for a database, and the failure store to run on both.</summary>
internal sealed class FailureStoreScene : IAsyncDisposable
{
    /// <summary>Part of addresses and messages only.</summary>
    public const string ShopSecret = "what-a-shop-hides";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("failure-store-");
    private long _logs;

    private FailureStoreScene(FakeVendorServer vendors) => Vendors = vendors;

    public FakeVendorServer Vendors { get; }

    public string Database => Path.Combine(_folder.FullName, "failures.db");

    public IEnumerable<string> Files => _folder.GetFileSystemInfos().Select(file => file.Name);

    public Dictionary<string, string> Settings => new()
    {
        ["ElasticPath__BaseAddress"] = Vendors.BaseAddress.AbsoluteUri,
        ["ElasticPath__ClientId"] = "fake-elastic-path-client",
        ["ElasticPath__ClientSecret"] = "fake-elastic-path-secret",
        ["Sendcloud__BaseAddress"] = new Uri(Vendors.BaseAddress, "/api/v3").AbsoluteUri,
        ["Sendcloud__PublicKey"] = "fake-sendcloud-public-key",
        ["Sendcloud__SecretKey"] = "fake-sendcloud-secret-key",
        ["Resilience__MaxRetries"] = "0",
    };

    public static async Task<FailureStoreScene> StartAsync() =>
        new(await FakeVendorServer.StartAsync(options => options.ElasticPath.LogCount = options.Sendcloud.LogCount = 0));

    public void ListElasticPath(string integration, string day, bool succeeded = false) =>
        Vendors.ElasticPath.Logs.Insert(0, new ElasticPathLog
        {
            Id = $"log-{++_logs}",
            IntegrationId = integration,
            Succeeded = succeeded,
            StatusCode = succeeded ? 200 : 500,
            ErrorDetail = ShopSecret,
            CreatedAt = TimeOn(day),
        });

    public void ListSendcloud(long integration, string day) =>
        Vendors.Sendcloud.Logs.Insert(0, new SendcloudLog
        {
            Id = ++_logs,
            IntegrationId = integration,
            ResponseCode = 500,
            FullUrl = $"https://shop.example.com/?key={ShopSecret}",
            CreatedAt = TimeOn(day),
        });

    /// <summary>Runs it until all that is listed has been stored.</summary>
    public Task<SampleResult> WatchAsync(params string[] arguments) => SampleProgram.FailureStore.RunAsync(
        Settings, ["--database", Database, "--interval", "0.01", "--until-quiet", .. arguments]);

    /// <summary>Starts it, to be ended by the test.</summary>
    public SampleProcess Start() => SampleProgram.FailureStore.Start(Settings, "--database", Database, "--interval", "0.01");

    public Task<SampleResult> ReportAsync(params string[] arguments) =>
        SampleProgram.FailureStore.RunAsync(["--database", Database, "--report", .. arguments]);

    /// <summary>Runs a statement on the database, which is made if there is none.</summary>
    public object? Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    public async ValueTask DisposeAsync()
    {
        await Vendors.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    /// <summary>Noon and a second for each log, so that times differ.</summary>
    private DateTimeOffset TimeOn(string day) =>
        DateTimeOffset.Parse($"{day}T12:00Z", System.Globalization.CultureInfo.InvariantCulture).AddSeconds(_logs);
}
