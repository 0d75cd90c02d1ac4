using Npgsql;
using NpgsqlTypes;

namespace IntegrationLogs.Client.PostgreSql;

/// <summary>Incidents as rows, one for each, as it was last told of.</summary>
/// <param name="schema">The schema, quoted.</param>
/// <param name="watch">The watch's name.</param>
/// <param name="storedAt">When they are stored.</param>
internal sealed class IncidentRows(string schema, string watch, DateTimeOffset storedAt)
{
    private static readonly string[] Columns =
    [
        "watch", "id", "account", "source", "vendor", "integration_id", "integration_name", "cause_kind", "status_code", "exception_type", "error",
        "state", "opened_at", "resolved_at", "resolution", "first_failure_at", "last_failure_at", "reported_failing_since", "failures", "jobs",
        "flips", "first_key", "last_key", "noticed_at", "stored_at",
    ];

    /// <summary>An event that comes again, after a save whose answer was lost, changes nothing.</summary>
    private readonly string _upsert =
        $"INSERT INTO {schema}.incidents ({string.Join(", ", Columns)}) "
        + $"VALUES ({string.Join(", ", Enumerable.Range(1, Columns.Length).Select(number => $"${number}"))}) "
        + $"ON CONFLICT (watch, id) DO UPDATE SET {string.Join(", ", Columns.Skip(2).Select(column => $"{column} = excluded.{column}"))}";

    /// <summary>The last that is told of each incident.</summary>
    public IEnumerable<NpgsqlBatchCommand> Commands(IEnumerable<IncidentEvent> events) => events
        .GroupBy(happened => happened.Incident.Id, StringComparer.Ordinal)
        .OrderBy(incident => incident.Key, StringComparer.Ordinal)
        .Select(incident => Command(incident.Last()));

    private NpgsqlBatchCommand Command(IncidentEvent happened)
    {
        Incident incident = happened.Incident;
        var command = new NpgsqlBatchCommand(_upsert);
        Text(watch);
        Text(incident.Id);
        Text(incident.Account);
        Text(incident.FoundIn.Name);
        Text(incident.Vendor.ToString());
        Text(incident.IntegrationId);
        Text(incident.IntegrationName);
        Text(incident.Cause.Kind.ToString());
        Add(NpgsqlDbType.Integer, incident.Cause.StatusCode);
        Text(incident.Cause.ExceptionType);
        Text(incident.Cause.Error);
        Text(incident.State.ToString());
        Time(incident.OpenedAt);
        Time(incident.ResolvedAt);
        Text(incident.Resolution?.ToString());
        Time(incident.FirstFailureAt);
        Time(incident.LastFailureAt);
        Time(incident.ReportedFailingSince);
        Add<long>(NpgsqlDbType.Bigint, incident.Failures);
        Add<long>(NpgsqlDbType.Bigint, incident.Jobs);
        Add<int>(NpgsqlDbType.Integer, incident.Flips);
        Text(incident.First?.Key);
        Text(incident.Last?.Key);
        Time(happened.NoticedAt);
        Time(storedAt);
        return command;

        void Text(string? value) => command.Parameters.Add(
            new NpgsqlParameter<string?> { TypedValue = PostgresText.Of(value), NpgsqlDbType = NpgsqlDbType.Text });

        void Time(DateTimeOffset? value) => Add(NpgsqlDbType.TimestampTz, EntryRows.MicrosecondsOf(value));

        void Add<T>(NpgsqlDbType type, T? value)
            where T : struct =>
            command.Parameters.Add(new NpgsqlParameter { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = type });
    }
}
