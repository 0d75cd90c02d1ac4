using System.Globalization;
using IntegrationLogs.Client;
using Microsoft.Data.Sqlite;

namespace FailureStore.Storing;

/// <summary>The failures and the checkpoint in one SQLite database, over one connection.</summary>
internal sealed class FailureDatabase : IDisposable
{
    private readonly string _path;
    private readonly SqliteConnection _connection;
    private string _account = string.Empty;
    private long _revision;

    private FailureDatabase(string path)
    {
        _path = path;
        var settings = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false };
        _connection = new SqliteConnection(settings.ToString());
    }

    /// <summary>Opens the database to store failures in, and makes it where there is none.</summary>
    public static FailureDatabase Open(string path)
    {
        string fullPath = Path.GetFullPath(path);
        if (!Path.Exists(fullPath))
        {
            DatabaseFile.Create(fullPath);
        }

        return OpenExisting(fullPath, database => database.Prepare());
    }

    /// <summary>Opens a database that is there, to read what it holds.</summary>
    public static FailureDatabase OpenToRead(string path)
    {
        string fullPath = Path.GetFullPath(path);
        return Path.Exists(fullPath)
            ? OpenExisting(fullPath, database => database._connection.Execute("PRAGMA query_only = ON"))
            : throw new DatabaseException($"There is no database '{fullPath}'.");
    }

    /// <summary>The checkpoint to go on from; <see langword="null"/> where there is none yet.</summary>
    /// <param name="account">Whose logs these are: the fakes' and real ones do not go into one database.</param>
    /// <exception cref="DatabaseException">It cannot be read, or the database holds the failures of others.</exception>
    public LogCheckpoint? Load(string account)
    {
        _account = account;
        var stored = _connection.Query(
            "SELECT name, json, revision FROM checkpoint",
            row => (Name: row.GetString(0), Json: row.GetString(1), Revision: row.GetInt64(2)));
        if (stored.Count == 0)
        {
            return null;
        }

        if (stored[0].Name != account)
        {
            throw new DatabaseException($"'{_path}' holds the failures of {stored[0].Name}. Name another file for those of {account}.");
        }

        try
        {
            _revision = stored[0].Revision;
            return LogCheckpoint.Parse(stored[0].Json);
        }
        catch (FormatException error)
        {
            throw new DatabaseException($"The checkpoint in '{_path}' cannot be read, and is left as it is. {error.Message}", error);
        }
    }

    /// <summary>Stores the checkpoint to begin with, so that what happens from now on is found whatever becomes of this run.</summary>
    public void Begin(LogCheckpoint checkpoint)
    {
        if (_revision > 0)
        {
            SaveCheckpoint(checkpoint);
            return;
        }

        _connection.Execute(
            "INSERT INTO checkpoint VALUES ($name, $json, 1)", ("$name", _account), ("$json", checkpoint.ToJson()));
        _revision = 1;
    }

    /// <summary>An entry's failure, if it is one, and its checkpoint: both or nothing, however the program ends.</summary>
    public void Store(WatchedEntry entry)
    {
        using SqliteTransaction transaction = _connection.BeginTransaction();
        SaveCheckpoint(entry.Checkpoint);
        if (entry.IsFailure)
        {
            Insert(entry);
        }

        transaction.Commit();
    }

    /// <summary>How many failures there are of each integration on each day, in UTC.</summary>
    public IReadOnlyList<FailureCount> Count() => !IsPrepared() ? [] : _connection.Query(
        "SELECT vendor, integration_id, substr(occurred_at, 1, 10), count(*) FROM failures GROUP BY 1, 2, 3",
        row => new FailureCount(row.GetString(0), row.Text(1), row.Text(2), row.GetInt32(3)));

    public void Dispose() => _connection.Dispose();

    private static FailureDatabase OpenExisting(string path, Action<FailureDatabase> prepare)
    {
        DatabaseFile.RequireOurs(path);
        var database = new FailureDatabase(path);
        try
        {
            database._connection.Open();
            prepare(database);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private bool IsPrepared() => _connection.Query("PRAGMA application_id", row => row.GetInt32(0))[0] == DatabaseFile.ApplicationId;

    private void Prepare()
    {
        // What was said to be stored stays so, through a loss of power too.
        _connection.Execute("PRAGMA synchronous = FULL");
        if (!IsPrepared())
        {
            using SqliteTransaction transaction = _connection.BeginTransaction();
            _connection.Execute(Schema.Text + string.Create(
                CultureInfo.InvariantCulture,
                $"PRAGMA application_id = {DatabaseFile.ApplicationId}; PRAGMA user_version = {DatabaseFile.Version};"));
            transaction.Commit();
        }

        // Not before the file says whose it is: from here on its header may stand in the journal. A report can be read meanwhile.
        _connection.Execute("PRAGMA journal_mode = WAL");
    }

    private void SaveCheckpoint(LogCheckpoint checkpoint)
    {
        int changed = _connection.Execute(
            "UPDATE checkpoint SET json = $json, revision = revision + 1 WHERE name = $name AND revision = $revision",
            ("$json", checkpoint.ToJson()),
            ("$name", _account),
            ("$revision", _revision));
        if (changed != 1)
        {
            throw new DatabaseException($"Another program stores failures in '{_path}'.");
        }

        _revision++;
    }

    /// <summary>Addresses and messages may hold what a shop considers secret. They are stored, and nothing here shows them.</summary>
    private void Insert(WatchedEntry entry) => _connection.Execute(
        """
        INSERT INTO failures VALUES (
            $source, $vendor, $integration_id, $log_id, $occurred_at, $status, $method, $url, $message, $exception_type, $attempt, $job_id)
        """,
        ("$source", entry.FoundIn.Name),
        ("$vendor", entry.Vendor.ToString()),
        ("$integration_id", entry.IntegrationId),
        ("$log_id", entry.LogId),
        ("$occurred_at", entry.OccurredAt?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)),
        ("$status", entry.StatusCode),
        ("$method", entry.Method),
        ("$url", entry.Url),
        ("$message", entry.Message),
        ("$exception_type", entry.ExceptionType),
        ("$attempt", entry.Attempt),
        ("$job_id", entry.JobId));
}
