namespace IntegrationLogs.Client.Hosting;

/// <summary>What hosted watches take from their surroundings: time and chance (0 to 1).</summary>
internal sealed record HostingRuntime(TimeProvider Time, Func<double> NextRandom);
