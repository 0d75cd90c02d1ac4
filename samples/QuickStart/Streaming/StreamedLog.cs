using System.Text.Json;
using IntegrationLogs.Client;

namespace QuickStart.Streaming;

/// <summary>What both vendors' logs have in common, and how to write the vendor's own record.</summary>
internal sealed record StreamedLog(IntegrationVendor Vendor, string? Id, string? IntegrationId)
{
    public required bool Failed { get; init; }

    /// <summary>What the bars count: a status code or an exception type.</summary>
    public required string Outcome { get; init; }

    public required string? Detail { get; init; }

    public required DateTimeOffset? CreatedAt { get; init; }

    public required Action<Utf8JsonWriter> Write { get; init; }
}
