using System.Globalization;
using IntegrationLogs.Client.PostgreSql;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IntegrationLogs.Client;

/// <summary>
/// Stores the entries of one watch and its checkpoint in PostgreSQL 13 or later, in one transaction: each entry exactly once, whatever
/// crashes. Safe for many callers at once, which take turns.
/// </summary>
/// <remarks>
/// <para>
/// The schema and its tables are made at the first use, and changed when a later package needs that; an older package refuses newer tables.
/// Incidents are in the table <c>incidents</c>, each as it was last told of; entries are in the table <c>entries</c>, whose columns are named like the properties of <see cref="WatchedEntry"/>. Their
/// <c>key</c> is unique: an entry that is there already, from another watch of the same source or from before a watch began anew, is passed
/// over.
/// </para>
/// <para>
/// Two programs that run one watch do not store twice: the version of the watch's row lets one of them save, and the other gets a
/// <see cref="CheckpointConflictException"/>. Where the answer to a save is lost, the next call with the same version finds out whether it was
/// carried out.
/// </para>
/// <para>
/// PostgreSQL holds neither U+0000 nor half a surrogate pair: such a character is stored as U+FFFD. Numbers in a vendor's log that are no
/// <c>numeric</c> are stored as text. Times are stored to the microsecond.
/// </para>
/// </remarks>
public sealed class PostgresLogStore : ILogStore, IDisposable, IAsyncDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly UnconfirmedSaves _unconfirmed = new();
    private readonly LogDatabase _database;
    private readonly bool _isOwned;
    private readonly string _watch;
    private readonly WatchRow _row;
    private StoredWatch? _known;

    /// <summary>Checks the settings, and does nothing else yet.</summary>
    /// <param name="options">Where and how to store.</param>
    /// <param name="timeProvider">The time; <see langword="null"/> for the system's.</param>
    /// <exception cref="OptionsValidationException">A setting is wrong; the message names each.</exception>
    public PostgresLogStore(PostgresLogStoreOptions options, TimeProvider? timeProvider = null)
        : this(DatabaseOf(options, timeProvider), isOwned: true, options.WatchName)
    {
    }

    /// <summary>Checks the settings, and does nothing else yet.</summary>
    /// <param name="dataSource">The database, which the caller disposes of.</param>
    /// <param name="options">How to store; <see cref="PostgresLogStoreOptions.ConnectionString"/> is not used.</param>
    /// <param name="timeProvider">The time; <see langword="null"/> for the system's.</param>
    /// <exception cref="OptionsValidationException">A setting is wrong; the message names each.</exception>
    public PostgresLogStore(NpgsqlDataSource dataSource, PostgresLogStoreOptions options, TimeProvider? timeProvider = null)
        : this(DatabaseOf(dataSource, options, timeProvider), isOwned: true, options.WatchName)
    {
    }

    internal PostgresLogStore(LogDatabase database, bool isOwned, string watch)
    {
        if (PostgresLogStoreOptionsValidator.FaultOfWatchName(watch) is string fault)
        {
            throw new OptionsValidationException(watch, typeof(PostgresLogStoreOptions), [fault]);
        }

        _database = database;
        _isOwned = isOwned;
        _watch = watch;
        _row = new WatchRow(database, watch);
    }

    /// <summary>Makes the schema and its tables, or brings them up to date, as the first use does: for a step before a start.</summary>
    /// <param name="cancellationToken">Gives up; then nothing is changed.</param>
    /// <exception cref="InvalidDataException">The tables are of a newer version; the message says which.</exception>
    /// <exception cref="PostgresLogStoreException">The database could not be reached, or refused something.</exception>
    public Task MigrateAsync(CancellationToken cancellationToken = default) =>
        _database.RunAsync(_ => Task.FromResult(true), cancellationToken);

    /// <summary>Reads the checkpoint that was stored last; <see langword="null"/> where none was yet.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidDataException">
    /// What is stored is no checkpoint or is damaged, or it or the tables are of a newer version; the message says which.
    /// </exception>
    /// <exception cref="PostgresLogStoreException">The database could not be reached, or refused something.</exception>
    public Task<StoredCheckpoint?> LoadAsync(CancellationToken cancellationToken = default) => RunAloneAsync(
        async connection =>
        {
            _known = await _row.ReadAsync(connection, cancellationToken).ConfigureAwait(false);
            _unconfirmed.Clear();
            return _known is null ? null : new StoredCheckpoint(_known.Checkpoint, TextOf(_known.Version));
        },
        cancellationToken);

    /// <summary>Stores a checkpoint in the place of the one before, without entries.</summary>
    /// <param name="checkpoint">The checkpoint of all sources.</param>
    /// <param name="expectedVersion">The version of the one before; <see langword="null"/> where none is stored.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The version of what is stored now: how many saves there were.</returns>
    /// <exception cref="CheckpointConflictException">Another version is stored; it stays.</exception>
    /// <exception cref="InvalidDataException">The tables are of a newer version.</exception>
    /// <exception cref="PostgresLogStoreException">The database could not be reached, or refused something.</exception>
    public Task<string> SaveAsync(LogCheckpoint checkpoint, string? expectedVersion, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        return SaveAsync(new LogBatch { Checkpoint = checkpoint }, expectedVersion, cancellationToken);
    }

    /// <summary>Stores entries and the checkpoint after them: all of it, or nothing.</summary>
    /// <param name="batch">The entries and the checkpoint.</param>
    /// <param name="expectedVersion">The version of the checkpoint before; <see langword="null"/> where none is stored.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The version of what is stored now: how many saves there were.</returns>
    /// <exception cref="CheckpointConflictException">Another version is stored; it stays, and no entry is stored.</exception>
    /// <exception cref="InvalidDataException">The tables are of a newer version.</exception>
    /// <exception cref="PostgresLogStoreException">The database could not be reached, or refused something.</exception>
    public Task<string> SaveAsync(LogBatch batch, string? expectedVersion, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(batch);
        return RunAloneAsync(connection => SaveAsync(connection, batch, expectedVersion, cancellationToken), cancellationToken);
    }

    /// <summary>
    /// Deletes the watch's entries that were stored before a time, 1,000 at once, so that none is locked for long. Entries come again only
    /// where a watch begins anew.
    /// </summary>
    /// <param name="storedBefore">The time.</param>
    /// <param name="cancellationToken">Gives up; what is deleted stays so.</param>
    /// <returns>How many were deleted.</returns>
    /// <exception cref="PostgresLogStoreException">The database could not be reached, or refused something.</exception>
    public Task<long> DeleteOlderThanAsync(DateTimeOffset storedBefore, CancellationToken cancellationToken = default) =>
        OldEntries.DeleteAsync(_database, _watch, storedBefore, cancellationToken);

    /// <summary>Deletes the watch's entries that were stored longer ago than this, 1,000 at once.</summary>
    /// <param name="age">How long ago: more than zero.</param>
    /// <param name="cancellationToken">Gives up; what is deleted stays so.</param>
    /// <returns>How many were deleted.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The age is zero or negative.</exception>
    /// <exception cref="PostgresLogStoreException">The database could not be reached, or refused something.</exception>
    public Task<long> DeleteOlderThanAsync(TimeSpan age, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(age, TimeSpan.Zero);
        return DeleteOlderThanAsync(_database.Time.GetUtcNow() - age, cancellationToken);
    }

    /// <summary>Closes its connections, unless the database is the caller's or other stores' too.</summary>
    public void Dispose()
    {
        if (_isOwned)
        {
            _database.Dispose();
        }
    }

    /// <summary>Closes its connections, unless the database is the caller's or other stores' too.</summary>
    public ValueTask DisposeAsync() => _isOwned ? _database.DisposeAsync() : ValueTask.CompletedTask;

    /// <summary>The watch and the schema.</summary>
    public override string ToString() => $"{nameof(PostgresLogStore)} of {_row.Place}";

    private static LogDatabase DatabaseOf(PostgresLogStoreOptions options, TimeProvider? time)
    {
        PostgresLogStoreOptionsValidator.Require(options, hasDataSource: false);
        return new LogDatabase(LogDatabase.SourceOf(options.ConnectionString), isOwned: true, options, time ?? TimeProvider.System);
    }

    private static LogDatabase DatabaseOf(NpgsqlDataSource dataSource, PostgresLogStoreOptions options, TimeProvider? time)
    {
        ArgumentNullException.ThrowIfNull(dataSource);
        PostgresLogStoreOptionsValidator.Require(options, hasDataSource: true);
        return new LogDatabase(dataSource, isOwned: false, options, time ?? TimeProvider.System);
    }

    private static string TextOf(long version) => version.ToString(CultureInfo.InvariantCulture);

    private async Task<string> SaveAsync(
        NpgsqlConnection connection, LogBatch batch, string? expectedVersion, CancellationToken cancellationToken)
    {
        long? expected = VersionOf(expectedVersion);
        _unconfirmed.Expect(expected);
        Guid saveId = Guid.NewGuid();
        NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using (transaction.ConfigureAwait(false))
        {
            StoredWatch? before = _known?.Version == expected ? _known : null;
            WatchedEntry[] entries = [.. batch.Entries];
            WatchedEntry[] since = entries;
            long version = (expected ?? 0) + 1;
            if (!await _row.TryAdvanceAsync(connection, expected, saveId, cancellationToken).ConfigureAwait(false))
            {
                (long Version, Guid SaveId)? stored = await _row.VersionAsync(connection, cancellationToken).ConfigureAwait(false);
                if (_unconfirmed.Find(stored) is not { } earlier
                    || !await _row.TryAdvanceAsync(connection, earlier.After.Version, saveId, cancellationToken).ConfigureAwait(false))
                {
                    throw new CheckpointConflictException(_row.Place, expectedVersion, stored is null ? null : TextOf(stored.Value.Version));
                }

                // It was carried out after all: this save goes on from it.
                before = earlier.After;
                version = before.Version + 1;
                HashSet<string> keys = [.. earlier.Entries.Select(entry => entry.Key)];
                entries = [.. entries.Where(entry => !keys.Contains(entry.Key))];
                since = [.. earlier.Entries, .. entries];
            }

            var changes = CheckpointChanges.Of(batch.Checkpoint, before);
            await _row.WriteAsync(connection, transaction, entries, batch.Incidents, changes, cancellationToken).ConfigureAwait(false);
            var after = new StoredWatch(version, batch.Checkpoint, changes.Sources);
            _unconfirmed.Add(new UnconfirmedSaves.Save(saveId, after, since));
            await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
            _unconfirmed.Clear();
            _known = after;
            return TextOf(version);
        }
    }

    private long? VersionOf(string? text) => text is null ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long version) ? version
        : throw new CheckpointConflictException(_row.Place, text, actualVersion: "of another kind");

    private async Task<T> RunAloneAsync<T>(Func<NpgsqlConnection, Task<T>> run, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await _database.RunAsync(run, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }
}
