namespace IntegrationLogs.Client.Reliability.Infrastructure;

/// <summary>For tests whose long form measures time: nothing else runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
