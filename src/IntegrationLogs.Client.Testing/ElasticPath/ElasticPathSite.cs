using IntegrationLogs.Client.Testing.Authentication;
using IntegrationLogs.Client.Testing.Http;
using IntegrationLogs.Client.Testing.Json;
using IntegrationLogs.Client.Testing.Records;

namespace IntegrationLogs.Client.Testing.ElasticPath;

internal sealed class ElasticPathSite(
    FakeElasticPathOptions options, FakeVendor<ElasticPathLog, ElasticPathIntegration> held, Func<Uri> baseAddress) : IVendorSite
{
    private readonly ElasticPathPages _pages = new(options, baseAddress);
    private readonly ElasticPathTokens _tokenEndpoint = new(options, held.Tokens);

    public IntegrationVendor Vendor => IntegrationVendor.ElasticPath;

    public VendorTraffic Traffic => held.Traffic;

    /// <summary>The vendor's lists as a server of this seed starts with them.</summary>
    public static FakeVendor<ElasticPathLog, ElasticPathIntegration> NewVendor(FakeElasticPathOptions options, int seed, TimeProvider time)
    {
        var clock = new VendorClock(time);
        DateTimeOffset newest = clock.NewestAtStart(options);
        var samples = new ElasticPathSamples(seed, options.IntegrationCount, options.LogCount, newest);
        return new(
            options,
            clock,
            new TokenIssuer("elastic-path-", seed, time, options.TokenLifetime, options.RequestsPerToken),
            new VendorTraffic(time, clock, options),
            new FakeLogList<ElasticPathLog>(ElasticPathJson.Log, samples.Logs, new RecordTimes(clock, newest)),
            new FakeLogList<ElasticPathIntegration>(ElasticPathJson.Integration, samples.Integrations, new RecordTimes(clock, newest)));
    }

    public bool Owns(IncomingRequest request) => request.Segments is ["v2" or "oauth", ..];

    public bool IsTokenRequest(IncomingRequest request) => request.Segments is ["oauth", "access_token"];

    public Answer AnswerToken(IncomingRequest request) => _tokenEndpoint.Answer(request);

    public Answer? Refuse(IncomingRequest request) =>
        held.Tokens.Accepts(AuthorizationHeader.Bearer(request.Authorization)) ? null : Error(401);

    public Answer Error(int status) => ElasticPathErrors.Of(status);

    public Answer AnswerPage(IncomingRequest request)
    {
        if (request.Method != "GET")
        {
            return Error(405);
        }

        ListSnapshot<ElasticPathLog> logs = held.Logs.Current();
        return request.Segments switch
        {
            ["v2", "integrations"] => _pages.Answer(request, () => held.Integrations.NextPageOf(held.Integrations.Current().All)),
            ["v2", "integrations", "logs"] => _pages.Answer(request, () => held.Logs.NextPageOf(logs.All)),
            ["v2", "integrations", var id] => Integration(id),
            ["v2", "integrations", var id, ..] when Find(id) is null => NotFound("integration"),
            ["v2", "integrations", var id, "logs"] => _pages.Answer(request, () => held.Logs.NextPageOf(LogsOf(logs, id))),
            ["v2", "integrations", var id, "jobs"] => Jobs(request, logs, id),
            ["v2", "integrations", var id, "jobs", var job, "logs"] => LogsOfJob(request, logs, id, job),
            _ => NotFound("resource"),
        };
    }

    private static ListView<ElasticPathLog> LogsOf(ListSnapshot<ElasticPathLog> logs, string id) =>
        logs.Where($"logs/{id}", log => log.IntegrationId == id);

    private static Answer NotFound(string what) => ElasticPathErrors.Of(404, detail: $"There is no such {what}.");

    private ListEntry<ElasticPathIntegration>? Find(string id) =>
        held.Integrations.Current().Entries.FirstOrDefault(entry => entry.Record.Id == id);

    private Answer Integration(string id) => Find(id) is ListEntry<ElasticPathIntegration> found
        ? new Answer(200, WireJson.Write(found.Utf8, static (writer, utf8) =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("data");
            writer.WriteRawValue(utf8, skipInputValidation: true);
            writer.WriteEndObject();
        }))
        : NotFound("integration");

    private Answer Jobs(IncomingRequest request, ListSnapshot<ElasticPathLog> logs, string id)
    {
        ListView<string> jobs = logs.Derive($"jobs/{id}", () => new ListView<string>(
            [.. logs.Entries
                .Where(entry => entry.Record.IntegrationId == id && entry.Record.JobId is not null)
                .Select(entry => entry.Record.JobId!)
                .Distinct(StringComparer.Ordinal)
                .Select((job, number) => new ListEntry<string>(job, number, ElasticPathJson.Job))],
            positions: null));
        return options.PagedJobs ? _pages.Answer(request, () => jobs) : ElasticPathPages.DataOnly(jobs);
    }

    private Answer LogsOfJob(IncomingRequest request, ListSnapshot<ElasticPathLog> logs, string id, string job)
    {
        ListView<ElasticPathLog> ofJob = logs.Where($"job/{id}/{job}", log => log.IntegrationId == id && log.JobId == job);
        return ofJob.Count == 0 ? NotFound("job") : _pages.Answer(request, () => held.Logs.NextPageOf(ofJob));
    }
}
