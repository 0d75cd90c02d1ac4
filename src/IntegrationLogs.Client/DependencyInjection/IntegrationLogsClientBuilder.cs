using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.DependencyInjection;

internal sealed record IntegrationLogsClientBuilder(
    string Name, IServiceCollection Services, IHttpClientBuilder ElasticPath, IHttpClientBuilder Sendcloud) : IIntegrationLogsClientBuilder;
