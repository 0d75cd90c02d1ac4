namespace FailureStore.Storing;

internal static class Schema
{
    /// <summary>
    /// A failure that came twice would break the constraint and end the program: nothing here ignores or replaces it. The revision finds
    /// out a second program that writes to the same database.
    /// </summary>
    public const string Text = """
        CREATE TABLE failures (
            source TEXT NOT NULL,
            vendor TEXT NOT NULL,
            integration_id TEXT,
            log_id TEXT,
            occurred_at TEXT,
            status INTEGER,
            method TEXT,
            url TEXT,
            message TEXT,
            exception_type TEXT,
            attempt INTEGER,
            job_id TEXT,
            UNIQUE (source, log_id)
        ) STRICT;

        CREATE TABLE checkpoint (
            name TEXT NOT NULL PRIMARY KEY,
            json TEXT NOT NULL,
            revision INTEGER NOT NULL
        ) STRICT;

        """;
}
