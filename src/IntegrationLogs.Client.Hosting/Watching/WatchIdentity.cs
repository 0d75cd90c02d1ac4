namespace IntegrationLogs.Client.Hosting;

/// <summary>What tells a watch from others in logs, metrics and spans.</summary>
/// <param name="Watch">Its name; empty for the one without.</param>
/// <param name="Account">The name of its client; empty for the one without.</param>
internal sealed record WatchIdentity(string Watch, string Account);
