using IntegrationLogs.Client.Reliability.Infrastructure;

namespace IntegrationLogs.Client.Reliability.WireMock;

/// <summary>A test that is skipped where WireMock cannot run.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WireMockFactAttribute : FactAttribute
{
    public WireMockFactAttribute() => Skip = Tools.SkipFor(WireMockInstallation.Missing);
}

/// <summary>A theory that is skipped where WireMock cannot run.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WireMockTheoryAttribute : TheoryAttribute
{
    public WireMockTheoryAttribute() => Skip = Tools.SkipFor(WireMockInstallation.Missing);
}
