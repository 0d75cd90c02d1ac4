using System.Data.Common;

namespace IntegrationLogs.Client;

/// <summary>
/// PostgreSQL could not be reached, or refused something. The message says what and what to do; nothing of the call is stored, unless the
/// connection broke while it was being confirmed, which the next call of the same store finds out.
/// </summary>
public sealed class PostgresLogStoreException : DbException
{
    /// <summary>Makes one.</summary>
    /// <param name="message">What went wrong and what to do.</param>
    /// <param name="isTransient">Whether the same call may succeed later.</param>
    /// <param name="sqlState">PostgreSQL's code of the error; <see langword="null"/> where the server did not answer.</param>
    /// <param name="innerException">What Npgsql threw.</param>
    public PostgresLogStoreException(string message, bool isTransient, string? sqlState, Exception? innerException)
        : base(message, innerException)
    {
        IsTransient = isTransient;
        SqlState = sqlState;
    }

    /// <summary>Whether the same call may succeed later without any other change.</summary>
    public override bool IsTransient { get; }

    /// <summary>
    /// PostgreSQL's code of the error, such as <c>53100</c> for a full disk; <see langword="null"/> where the server did not answer.
    /// </summary>
    public override string? SqlState { get; }
}
