namespace IntegrationLogs.Client.PostgreSql;

/// <summary>
/// What makes and changes the tables, in this order; <c>{0}</c> is the schema. Each is run once, and can be run again where its record was
/// lost. One that was released is never changed.
/// </summary>
internal static class Migrations
{
    public static IReadOnlyList<string> All { get; } = [Tables];

    // Names and keys are compared byte by byte: no update of the system's locales can spoil their indexes, and it is faster.
    // A change of a checkpoint is a part after the whole one, which is part 0. Its text is base64 mostly: to compress it is in vain.
    private const string Tables = """
        CREATE TABLE IF NOT EXISTS {0}.watches (
            name text COLLATE "C" PRIMARY KEY,
            version bigint NOT NULL,
            save_id uuid NOT NULL,
            saved_at timestamptz NOT NULL);
        CREATE TABLE IF NOT EXISTS {0}.checkpoints (
            watch text COLLATE "C" NOT NULL REFERENCES {0}.watches (name) ON DELETE CASCADE,
            source text COLLATE "C" NOT NULL,
            part integer NOT NULL,
            content text NOT NULL,
            PRIMARY KEY (watch, source, part));
        ALTER TABLE {0}.checkpoints ALTER COLUMN content SET STORAGE EXTERNAL;
        CREATE TABLE IF NOT EXISTS {0}.entries (
            key text COLLATE "C" PRIMARY KEY,
            watch text NOT NULL,
            account text,
            source text NOT NULL,
            vendor text NOT NULL,
            integration_id text,
            integration_name text,
            log_id text,
            occurred_at timestamptz,
            succeeded boolean,
            is_failure boolean NOT NULL,
            status_code integer,
            method text,
            url text,
            message text,
            exception_type text,
            attempt integer,
            job_id text,
            is_late boolean NOT NULL,
            stored_at timestamptz NOT NULL,
            vendor_log jsonb);
        CREATE TABLE IF NOT EXISTS {0}.incidents (
            id text COLLATE "C" NOT NULL,
            watch text COLLATE "C" NOT NULL,
            account text,
            source text NOT NULL,
            vendor text NOT NULL,
            integration_id text,
            integration_name text,
            cause_kind text NOT NULL,
            status_code integer,
            exception_type text,
            error text,
            state text NOT NULL,
            opened_at timestamptz,
            resolved_at timestamptz,
            resolution text,
            first_failure_at timestamptz,
            last_failure_at timestamptz,
            reported_failing_since timestamptz,
            failures bigint NOT NULL,
            jobs bigint NOT NULL,
            flips integer NOT NULL,
            first_key text,
            last_key text,
            noticed_at timestamptz NOT NULL,
            stored_at timestamptz NOT NULL,
            PRIMARY KEY (watch, id));
        CREATE INDEX IF NOT EXISTS incidents_opened_at ON {0}.incidents (opened_at);
        CREATE INDEX IF NOT EXISTS entries_occurred_at ON {0}.entries (occurred_at);
        CREATE INDEX IF NOT EXISTS entries_stored_at ON {0}.entries (stored_at);
        """;
}
