using System.Globalization;
using IntegrationLogs.Client.Diagnostics;

namespace IntegrationLogs.Client;

/// <summary>A part of a source that could not be read and is given up: logs of that time may never come.</summary>
public sealed record SourceGap
{
    /// <summary>The source.</summary>
    public required LogSource Source { get; init; }

    /// <summary>The account's name: the client's; empty for the client without a name, <see langword="null"/> where none is known.</summary>
    public string? Account { get; init; }

    /// <summary>The time after which logs may be missing; <see langword="null"/> for the beginning of the list.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>The time until which logs may be missing.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Why, in words.</summary>
    public required string Reason { get; init; }

    /// <summary>What could not be read; <see langword="null"/> where no exception was behind it.</summary>
    public Exception? Error { get; init; }

    /// <summary>The source, the time range and why.</summary>
    public override string ToString() => OneLine.Of(string.Create(
        CultureInfo.InvariantCulture,
        $"{Source}: logs from {(From is null ? "the beginning" : $"{From:O}")} to {(Until is null ? "now" : $"{Until:O}")} may be missing: {Reason}"));
}
