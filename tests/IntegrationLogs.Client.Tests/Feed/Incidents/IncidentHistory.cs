using System.Globalization;
using IntegrationLogs.Client.Feed;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Feed.Incidents;

/// <summary>
/// Plays a history to polls of one source, one each minute, over stored checkpoints. A history is words with a minute before them:
/// <c>0 fail 404; 3 ok; 9 -</c>. The day begins at midnight.
/// </summary>
internal sealed class IncidentHistory
{
    public static readonly DateTimeOffset Midnight = new(2026, 11, 27, 0, 0, 0, TimeSpan.Zero);

    private readonly ObservableTimeProvider _time = new(Midnight);
    private readonly SimulatedSendcloud _sendcloud = new() { Integrations = [] };
    private readonly SimulatedElasticPath _elasticPath = new();
    private readonly IntegrationVendor _vendor;
    private readonly PollOptions _options;
    private readonly IIntegrationLogFeed _feed;
    private SourceCheckpoint _checkpoint;
    private int _logs;

    public IncidentHistory(IntegrationVendor vendor, IncidentOptions options, bool failuresOnly = false)
    {
        _vendor = vendor;
        _options = new PollOptions { Jitter = 0, Incidents = options, FailuresOnly = failuresOnly };
        _feed = vendor == IntegrationVendor.Sendcloud
            ? WatchedSendcloud.Feed(_sendcloud, _time)
            : new IntegrationLogFeed(_elasticPath, WatchedSendcloud.Runtime(_time));
        _checkpoint = SourceCheckpoint.Create(
            vendor == IntegrationVendor.Sendcloud ? LogSource.Sendcloud(1) : LogSource.ElasticPath(), Midnight);
    }

    /// <summary>All that was told of incidents.</summary>
    public List<IncidentEvent> Events { get; } = [];

    /// <summary>The checkpoint after the last poll.</summary>
    public SourceCheckpoint Checkpoint => _checkpoint;

    /// <summary>Whether each poll begins with what a store gave back.</summary>
    public bool Restarts { get; init; } = true;

    /// <summary>What was told: <c>3 opened status 404 (1)</c>, with the minute of the poll and the number of failures.</summary>
    public string Told => string.Join("; ", Events.Select(Text));

    public async Task PlayAsync(string history, int until)
    {
        (int Minute, string Words)[] steps =
        [
            .. history.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                .Select(step => step.Split(' ', 2)).Select(step => (int.Parse(step[0], CultureInfo.InvariantCulture), step[1])),
        ];
        for (int minute = 0; minute <= until; minute++)
        {
            foreach ((_, string words) in steps.Where(step => step.Minute == minute))
            {
                Happen(words.Split(' '));
            }

            await PollAsync();
            _time.Advance(TimeSpan.FromMinutes(1));
        }
    }

    private static string Text(IncidentEvent one)
    {
        Incident incident = one.Incident;
        int minute = (int)(one.NoticedAt - Midnight).TotalMinutes;
        string flips = incident.Flips == 0 ? string.Empty : $" {incident.Flips} flips";
        string why = incident.Resolution is IncidentResolution resolution ? $" {resolution}" : string.Empty;
        return string.Create(
            CultureInfo.InvariantCulture, $"{minute} {one.Kind} {incident.Cause} ({incident.Failures}){flips}{why}");
    }

    private void Happen(string[] words)
    {
        DateTimeOffset now = _time.GetUtcNow();
        switch (words)
        {
            case ["fail", var status]:
                Fail(now, int.Parse(status, CultureInfo.InvariantCulture), error: null);
                break;
            case ["fail", var status, "ago", var minutes]:
                Fail(now - TimeSpan.FromMinutes(int.Parse(minutes, CultureInfo.InvariantCulture)), int.Parse(status, CultureInfo.InvariantCulture), error: null);
                break;
            case ["fail", var status, "job", var job]:
                Fail(now, int.Parse(status, CultureInfo.InvariantCulture), error: null, job);
                break;
            case ["error", .. var message]:
                Fail(now, 0, string.Join(' ', message));
                break;
            case ["ok"]:
                _elasticPath.InsertByTime(new ElasticPathLog { Id = $"{++_logs}", IntegrationId = "1", CreatedAt = now, Succeeded = true, StatusCode = 200 });
                break;
            case ["reported"]:
                _sendcloud.Integrations = [new SendcloudIntegration { Id = 1, ShopName = "Shop", StartedFailingAtText = $"{now:O}", StartedFailingAt = now }];
                break;
            case ["working"]:
                _sendcloud.Integrations = [new SendcloudIntegration { Id = 1, ShopName = "Shop" }];
                break;
            case ["gone"]:
                _sendcloud.Integrations = [];
                break;
            case ["down"]:
                _sendcloud.Refusal = _ => new ApiConnectionException(IntegrationVendor.Sendcloud, "It is down.");
                break;
            case ["up"]:
                _sendcloud.Refusal = _ => null;
                break;
            case ["-"]:
                break;
            default:
                throw new ArgumentException(string.Join(' ', words), nameof(words));
        }
    }

    private void Fail(DateTimeOffset at, int status, string? error, string? job = null)
    {
        if (_vendor == IntegrationVendor.Sendcloud)
        {
            _sendcloud.InsertByTime(SimulatedSendcloud.Log(++_logs, at, status: status) with { Exception = error });
        }
        else
        {
            _elasticPath.InsertByTime(new ElasticPathLog
            {
                Id = $"{++_logs}",
                IntegrationId = "1",
                CreatedAt = at,
                Succeeded = false,
                StatusCode = status,
                ErrorDetail = error,
                JobId = job,
            });
        }
    }

    private async Task PollAsync()
    {
        try
        {
            SourcePoll poll;
            do
            {
                poll = await _feed.PollAsync(_checkpoint.Source, _checkpoint, _options);
                Events.AddRange(poll.Incidents);
                _checkpoint = Restarts ? SourceCheckpoint.Parse(poll.After.ToJson()) : poll.After;
            }
            while (poll.NextPollIn == TimeSpan.Zero);
        }
        catch (ApiConnectionException)
        {
        }
    }
}
