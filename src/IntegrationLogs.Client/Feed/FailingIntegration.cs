using System.Globalization;
using System.Text.Json;
using IntegrationLogs.Client.Diagnostics;

namespace IntegrationLogs.Client;

/// <summary>An integration that its vendor says is failing.</summary>
/// <remarks><see cref="ToString"/> has the id, the name and the time.</remarks>
public sealed record FailingIntegration
{
    /// <summary>The vendor of the integration.</summary>
    public required IntegrationVendor Vendor { get; init; }

    /// <summary>The id of the integration: <see cref="SendcloudIntegration.Id"/> as text.</summary>
    public string? IntegrationId { get; init; }

    /// <summary>The shop's name: <see cref="SendcloudIntegration.ShopName"/>.</summary>
    public string? Name { get; init; }

    /// <summary>
    /// Since when it has been failing; <see langword="null"/> if what the vendor says is no time that can be read.
    /// </summary>
    public DateTimeOffset? FailingSince { get; init; }

    /// <summary>The vendor's own record.</summary>
    public required SendcloudIntegration Integration { get; init; }

    /// <summary>Its logs, which may be empty; <see langword="null"/> if they cannot be asked for, because it has no id.</summary>
    public LogSource? Source { get; init; }

    /// <summary>The id, the name and since when it has been failing, in one sentence on one line.</summary>
    public override string ToString()
    {
        string name = string.IsNullOrEmpty(Name) ? string.Empty : $" ({Name})";
        string since = FailingSince is null ? string.Empty : string.Create(CultureInfo.InvariantCulture, $" since {FailingSince:O}");
        return OneLine.Of($"{Vendor} integration {IntegrationId ?? "without an id"}{name} has been failing{since}.");
    }

    /// <summary>What is failing of Sendcloud's integrations; <see langword="null"/> for one that is not.</summary>
    internal static FailingIntegration? From(SendcloudIntegration integration) => !IsFailing(integration) ? null : new()
    {
        Vendor = IntegrationVendor.Sendcloud,
        IntegrationId = integration.Id?.ToString(CultureInfo.InvariantCulture),
        Name = integration.ShopName,
        FailingSince = integration.StartedFailingAt,
        Integration = integration,
        Source = integration.Id is long id and > 0 ? LogSource.Sendcloud(id) : null,
    };

    /// <summary>Whether <c>started_failing_at</c> says something, be it no time or, against the specification, no text.</summary>
    private static bool IsFailing(SendcloudIntegration integration) =>
        integration.StartedFailingAt is not null
        || !string.IsNullOrWhiteSpace(integration.StartedFailingAtText)
        || (integration.AdditionalProperties.TryGetValue("started_failing_at", out RawJson other)
            && other is { HasValue: true, Kind: not JsonValueKind.False });
}
