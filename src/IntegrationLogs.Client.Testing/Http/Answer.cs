namespace IntegrationLogs.Client.Testing.Http;

/// <summary>What is sent for a request, before any fault spoils it.</summary>
internal sealed record Answer(int Status, ReadOnlyMemory<byte> Body)
{
    public string? ContentType { get; init; } = "application/json";

    public string? ContentEncoding { get; init; }

    public string? RetryAfter { get; init; }

    public string? Location { get; init; }

    /// <summary>The <c>Link</c> header, one entry a field.</summary>
    public string[] Links { get; init; } = [];
}
