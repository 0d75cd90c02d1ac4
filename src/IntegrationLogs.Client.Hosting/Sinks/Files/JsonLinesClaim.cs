namespace IntegrationLogs.Client.Hosting;

/// <summary>Marks in a container, by the path as key, that a sink writes to a file.</summary>
internal sealed class JsonLinesClaim
{
    public static readonly JsonLinesClaim Instance = new();
}
