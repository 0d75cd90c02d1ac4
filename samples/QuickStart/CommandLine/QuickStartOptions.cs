using IntegrationLogs.Client;

namespace QuickStart.CommandLine;

/// <summary>What the command line asks for.</summary>
internal sealed record QuickStartOptions
{
    public IntegrationVendor? Vendor { get; init; }

    public string? Integration { get; init; }

    public int? Take { get; init; }

    public bool Json { get; init; }

    public bool Help { get; init; }
}
