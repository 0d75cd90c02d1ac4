using IntegrationLogs.Client.Diagnostics;

namespace IntegrationLogs.Client;

/// <summary>A source that could not be polled, or not to the end.</summary>
public sealed record SourceError
{
    /// <summary>The source.</summary>
    public required LogSource Source { get; init; }

    /// <summary>The account's name: the client's; empty for the client without a name, <see langword="null"/> where none is known.</summary>
    public string? Account { get; init; }

    /// <summary>
    /// Why: mostly an <see cref="IntegrationLogsException"/>, such as <see cref="ApiNotFoundException"/> for an integration that was
    /// deleted or <see cref="ApiAuthenticationException"/> for credentials that were revoked.
    /// </summary>
    public required Exception Error { get; init; }

    /// <summary>How many polls have failed in a row, this one counted.</summary>
    public required int Failures { get; init; }

    /// <summary>When the first of them failed.</summary>
    public required DateTimeOffset FailingSince { get; init; }

    /// <summary>After how long it is tried again.</summary>
    public required TimeSpan RetryIn { get; init; }

    /// <summary>The source, how often it failed, why and when it is tried again.</summary>
    public override string ToString() =>
        $"{Source} failed, {Wording.Count(Failures, "time")} in a row; next try in {Wording.Duration(RetryIn)}: {Error.Message}";
}
