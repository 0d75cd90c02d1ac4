using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.DependencyInjection;

internal sealed record IntegrationLogsClientBuilder(
    string Name, IServiceCollection Services, IVendorClientBuilder ElasticPath, IVendorClientBuilder Sendcloud)
    : IIntegrationLogsClientBuilder;
