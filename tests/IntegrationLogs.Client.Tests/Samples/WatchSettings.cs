using IntegrationLogs.Client.Testing;

namespace IntegrationLogs.Client.Tests.Samples;

/// <summary>Accounts at a server of the test's own, as the watch sample finds them in its environment.</summary>
internal static class WatchSettings
{
    public static Dictionary<string, string> For(FakeVendorServer server) => new(
        server.ToConfiguration(section: "").Select(setting => KeyValuePair.Create(setting.Key.Replace(":", "__"), setting.Value!)))
    {
        ["Resilience__BaseDelay"] = "00:00:00.001",
    };
}
