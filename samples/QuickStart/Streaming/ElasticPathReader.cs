using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using IntegrationLogs.Client;

namespace QuickStart.Streaming;

internal sealed class ElasticPathReader(IElasticPathClient client, string? integrationId, PagingOptions paging) : IVendorReader
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    public IntegrationVendor Vendor => IntegrationVendor.ElasticPath;

    public IReadOnlyDictionary<string, string> Names => _names;

    public async IAsyncEnumerable<StreamedLog> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (integrationId is not null)
        {
            Remember(await client.GetIntegrationAsync(integrationId, cancellationToken));
        }
        else
        {
            await foreach (ElasticPathIntegration integration in client.GetIntegrationsAsync(paging, cancellationToken))
            {
                Remember(integration);
            }
        }

        AsyncPageable<ElasticPathLog> logs = integrationId is null
            ? client.GetAllLogsAsync(paging, cancellationToken)
            : client.GetIntegrationLogsAsync(integrationId, paging, cancellationToken);
        await foreach (ElasticPathLog log in logs)
        {
            yield return Describe(log);
        }
    }

    private static StreamedLog Describe(ElasticPathLog log) => new(IntegrationVendor.ElasticPath, log.Id, log.IntegrationId)
    {
        Failed = log.IsFailure,
        Outcome = log.StatusCode switch
        {
            null => "no status",
            0 => "no answer",
            int status => status.ToString(CultureInfo.InvariantCulture),
        },
        Detail = log.ErrorDetail,
        CreatedAt = log.CreatedAt,
        Write = writer => JsonSerializer.Serialize(writer, log, IntegrationLogsJsonContext.Default.ElasticPathLog),
    };

    private void Remember(ElasticPathIntegration integration)
    {
        if (integration.Id is not null)
        {
            _names[integration.Id] = integration.Name ?? integration.Id;
        }
    }
}
