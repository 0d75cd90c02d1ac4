using IntegrationLogs.Client.Reliability.Infrastructure;

namespace IntegrationLogs.Client.Reliability.Nginx;

/// <summary>A test that is skipped where there is no nginx.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NginxFactAttribute : FactAttribute
{
    public NginxFactAttribute() => Skip = Tools.SkipFor(NginxServer.Missing);
}
