namespace IntegrationLogs.Client.Reliability.Infrastructure;

/// <summary>For tests that measure time or weigh the process: nothing else runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
