using Refit;

namespace IntegrationLogs.Client.Tests.OwnApis;

/// <summary>An endpoint whose answer is handed on as text.</summary>
internal interface ITextApi
{
    [Get("/text")]
    Task<string> GetAsync(CancellationToken cancellationToken = default);
}
