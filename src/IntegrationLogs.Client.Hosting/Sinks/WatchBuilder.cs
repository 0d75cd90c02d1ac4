using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.Hosting;

/// <summary>A watch to which sinks are added: each is a watch of its own with the same settings.</summary>
internal sealed class WatchBuilder(string name, IServiceCollection services, IConfiguration? section) : IIntegrationLogsWatchBuilder
{
    public string Name => name;

    public IServiceCollection Services => services;

    public IConfiguration? Section => section;
}
