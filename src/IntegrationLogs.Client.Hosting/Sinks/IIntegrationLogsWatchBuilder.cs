using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client;

/// <summary>A watch whose findings go to what is added to it, such as sinks. Without any of those it does nothing, and the host does not start.</summary>
public interface IIntegrationLogsWatchBuilder
{
    /// <summary>The watch's name; empty for the one without.</summary>
    string Name { get; }

    /// <summary>The container's services.</summary>
    IServiceCollection Services { get; }
}
