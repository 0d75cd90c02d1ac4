using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using IntegrationLogs.Client;

namespace QuickStart.Streaming;

internal sealed class SendcloudReader(ISendcloudClient client, long? integrationId, PagingOptions paging) : IVendorReader
{
    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);

    public IntegrationVendor Vendor => IntegrationVendor.Sendcloud;

    public IReadOnlyDictionary<string, string> Names => _names;

    public async IAsyncEnumerable<StreamedLog> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (integrationId is long id)
        {
            Remember(await client.GetIntegrationAsync(id, cancellationToken));
        }
        else
        {
            await foreach (SendcloudIntegration integration in client.GetIntegrationsAsync(paging, cancellationToken))
            {
                Remember(integration);
            }
        }

        AsyncPageable<SendcloudLog> logs = integrationId is null
            ? client.GetAllLogsAsync(paging, cancellationToken)
            : client.GetIntegrationLogsAsync(integrationId.Value, paging, cancellationToken);
        await foreach (SendcloudLog log in logs)
        {
            yield return Describe(log);
        }
    }

    private static StreamedLog Describe(SendcloudLog log) => new(IntegrationVendor.Sendcloud, Text(log.Id), Text(log.IntegrationId))
    {
        Failed = IntegrationLogEntry.From(log).IsFailure,
        Outcome = log.ExceptionType ?? "no exception type",
        Detail = log.Exception ?? (log.ResponseCode is int code ? $"answered {Text(code)}" : null),
        CreatedAt = log.CreatedAt,
        Write = writer => JsonSerializer.Serialize(writer, log, IntegrationLogsJsonContext.Default.SendcloudLog),
    };

    private static string? Text(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private void Remember(SendcloudIntegration integration)
    {
        if (Text(integration.Id) is string id)
        {
            _names[id] = integration.ShopName ?? id;
        }
    }
}
