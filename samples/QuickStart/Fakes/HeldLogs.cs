using IntegrationLogs.Client;
using IntegrationLogs.Client.Testing;

namespace QuickStart.Fakes;

/// <summary>Which logs the fake vendors hold at one moment, each with its integration.</summary>
internal sealed class HeldLogs
{
    private readonly Dictionary<LogKey, string?> _integrations;

    private HeldLogs(Dictionary<LogKey, string?> integrations) => _integrations = integrations;

    public static HeldLogs Of(FakeVendorServer server)
    {
        var held = new Dictionary<LogKey, string?>();
        foreach (ElasticPathLog log in server.ElasticPath.Logs.Snapshot())
        {
            held.Add(new LogKey(IntegrationVendor.ElasticPath, log.Id), log.IntegrationId);
        }

        foreach (SendcloudLog log in server.Sendcloud.Logs.Snapshot())
        {
            held.Add(new LogKey(IntegrationVendor.Sendcloud, $"{log.Id}"), $"{log.IntegrationId}");
        }

        return new HeldLogs(held);
    }

    public HeldLogs And(HeldLogs other) =>
        new(_integrations.Where(held => other._integrations.ContainsKey(held.Key)).ToDictionary());

    /// <summary>Those of the vendors that were read, and of the one integration if only one was.</summary>
    public IReadOnlyCollection<LogKey> Of(IEnumerable<IntegrationVendor> vendors, string? integrationId) =>
        [.. _integrations
            .Where(held => vendors.Contains(held.Key.Vendor) && (integrationId is null || held.Value == integrationId))
            .Select(held => held.Key)];
}
