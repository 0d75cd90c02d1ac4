using System.Net.Sockets;
using Npgsql;

namespace IntegrationLogs.Client.PostgreSql;

/// <summary>Says what PostgreSQL's errors mean for the store, and what to do. No text has a connection string or an entry in it.</summary>
internal static class DatabaseErrors
{
    /// <summary>Whether the error is the database's.</summary>
    public static bool AreOf(Exception error) => error is NpgsqlException or TimeoutException or SocketException or IOException;

    /// <param name="error">What Npgsql threw.</param>
    /// <param name="schema">The schema's name.</param>
    public static PostgresLogStoreException Translate(Exception error, string schema)
    {
        string? state = (error as PostgresException)?.SqlState;
        bool isTransient = state switch
        {
            // A full disk is emptied and a standby becomes the primary without any change here.
            PostgresErrorCodes.DiskFull or PostgresErrorCodes.ReadOnlySqlTransaction => true,
            null => error is not NpgsqlException { IsTransient: false, InnerException: null },
            _ => ((NpgsqlException)error).IsTransient,
        };
        string code = state is null ? string.Empty : $" (SQLSTATE {state})";
        return new PostgresLogStoreException($"{WhatOf(error, state, schema)}{code}", isTransient, state, error);
    }

    private static string WhatOf(Exception error, string? state, string schema)
    {
        string quoted = SchemaName.Quote(schema);
        return state switch
        {
            PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification =>
                "PostgreSQL refuses the login: check Username and Password of ConnectionString, and the server's pg_hba.conf.",
            PostgresErrorCodes.InvalidCatalogName =>
                "There is no such database: check Database of ConnectionString, or make it with CREATE DATABASE.",
            PostgresErrorCodes.InsufficientPrivilege =>
                $"The user of ConnectionString has too few rights ({((PostgresException)error).MessageText}). To use the tables it "
                + $"needs GRANT USAGE ON SCHEMA {quoted} and GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {quoted}; to make or "
                + $"change them, GRANT CREATE, USAGE ON SCHEMA {quoted}, or where there is no such schema, GRANT CREATE ON DATABASE.",
            PostgresErrorCodes.ReadOnlySqlTransaction =>
                "The database is read-only: connect to the primary (Target Session Attributes=read-write), or set "
                + "default_transaction_read_only to off.",
            PostgresErrorCodes.DiskFull =>
                "The database's disk is full: free space on the server, or delete old entries (Retention).",
            PostgresErrorCodes.TooManyConnections =>
                "The server has too many connections: set Maximum Pool Size in ConnectionString, or raise max_connections.",
            PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName =>
                $"Tables of schema '{schema}' are missing: they were dropped since the start. Start again to make them.",
            PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow =>
                "The server is starting or stopping.",
            not null => $"PostgreSQL refused a statement: {((PostgresException)error).MessageText}.",
            null when error is TimeoutException or { InnerException: TimeoutException } =>
                "PostgreSQL does not answer in time: see whether it is overloaded, or raise CommandTimeout.",
            _ => "PostgreSQL cannot be reached, or the connection broke: check Host and Port of ConnectionString, and whether the server runs.",
        };
    }
}
