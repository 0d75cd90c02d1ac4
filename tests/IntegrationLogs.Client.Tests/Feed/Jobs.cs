using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Feed;

/// <summary>Jobs of an integration that a test chooses.</summary>
internal static class Jobs
{
    /// <summary>Leaves the first attempts of these jobs as the only logs, all failed, and returns their integration's id.</summary>
    public static string Leave(TestClient test, params string[] jobIds)
    {
        string integrationId = test.Vendors.ElasticPath.Integrations.Snapshot()[0].Id!;
        test.Vendors.ElasticPath.Logs.Clear();
        foreach (string jobId in jobIds)
        {
            AddFailure(test, integrationId, jobId, attempt: 1);
        }

        return integrationId;
    }

    public static void AddFailure(TestClient test, string integrationId, string jobId, int attempt) =>
        test.Vendors.ElasticPath.Logs.Add(new ElasticPathLog
        {
            Id = $"{jobId}-{attempt}",
            IntegrationId = integrationId,
            JobId = jobId,
            Attempt = attempt,
            Succeeded = false,
            StatusCode = 500,
        });

    public static bool AreLogsAt(string path) => path.EndsWith("/logs", StringComparison.Ordinal);

    public static IEnumerable<RecordedRequest> LogRequests(TestClient test) =>
        test.Vendors.Requests.Where(request => AreLogsAt(request.Path));
}
