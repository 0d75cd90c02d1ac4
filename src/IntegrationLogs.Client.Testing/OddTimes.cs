namespace IntegrationLogs.Client.Testing;

/// <summary>
/// Times that vendors and the programs behind them send where a log's time should be. They are texts for <c>CreatedAtText</c>:
/// <c>logs.InsertNew(0, log => log with { CreatedAtText = OddTimes.GoZero })</c>.
/// </summary>
public static class OddTimes
{
    /// <summary>What some systems write for never: the last day there is, without a time of day.</summary>
    /// <value><c>9999-12-31</c>.</value>
    public const string LastDay = "9999-12-31";

    /// <summary>The last moment there is: an hour later, or in another time zone, it is none that .NET can hold.</summary>
    /// <value><c>9999-12-31T23:59:59.9999999Z</c>.</value>
    public const string LastMoment = "9999-12-31T23:59:59.9999999Z";

    /// <summary>The time that a program in Go writes when none was set. It is the first there is.</summary>
    /// <value><c>0001-01-01T00:00:00Z</c>.</value>
    public const string GoZero = "0001-01-01T00:00:00Z";

    /// <summary>A text that is no time.</summary>
    /// <value><c>yesterday at noon</c>.</value>
    public const string Unreadable = "yesterday at noon";

    /// <summary>No time at all: the field is missing.</summary>
    /// <value><see langword="null"/>.</value>
    public const string? Missing = null;

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string?> All { get; } = [LastDay, LastMoment, GoZero, Unreadable, Missing];
}
