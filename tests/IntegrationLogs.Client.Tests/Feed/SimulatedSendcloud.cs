using System.Globalization;
using System.Net;
using IntegrationLogs.Client.Paging;
using IntegrationLogs.Client.Sendcloud;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Feed;

/// <summary>
/// Sendcloud in memory, under the real pagers: each integration's list in the order a test keeps it in. Requests are answered at once, so
/// that a day of watching takes no time.
/// </summary>
internal sealed class SimulatedSendcloud : ISendcloudApi, IIntegrationLogsClient
{
    private readonly object _lock = new();
    private readonly Dictionary<long, List<Listed>> _lists = [];

    public SimulatedSendcloud() => Sendcloud = new SendcloudClient(
        new Lazy<ISendcloudApi>(this), PagingOptions.Default, new WalkAccount(string.Empty, "https://panel.example"), Walks.Silent);

    public bool IsConfigured(IntegrationVendor vendor) => vendor == IntegrationVendor.Sendcloud;

    public IElasticPathClient ElasticPath => throw new InvalidOperationException("Elastic Path is not configured.");

    public ISendcloudClient Sendcloud { get; }

    /// <summary>How many requests came.</summary>
    public int Requests { get; private set; }

    /// <summary>What the vendor says of its integrations; null where it is not asked.</summary>
    public IReadOnlyList<SendcloudIntegration>? Integrations { get; set; }

    /// <summary>How many times integrations were listed.</summary>
    public int Listings { get; private set; }

    /// <summary>How many requests are open.</summary>
    public int Open { get; private set; }

    /// <summary>The most requests that were open at once.</summary>
    public int MostOpen { get; private set; }

    /// <summary>What a request is refused with, by integration.</summary>
    public Func<long, Exception?> Refusal { get; set; } = _ => null;

    /// <summary>Held by each request until it is done.</summary>
    public Func<long, Task> Holding { get; set; } = _ => Task.CompletedTask;

    /// <summary>Called before the first page of a list is answered.</summary>
    public Action<long> BeforeFirstPage { get; set; } = _ => { };

    /// <summary>The <c>Date</c> of answers; null for none.</summary>
    public Func<DateTimeOffset?> Date { get; set; } = () => null;

    /// <summary>The <c>Date</c> of answers as it is, in place of <see cref="Date"/>.</summary>
    public string? DateText { get; set; }

    /// <summary>Whether a cursor is refused.</summary>
    public Func<string, bool> IsExpired { get; set; } = _ => false;

    /// <summary>The cursor of the page after one that ends with a log; null for its id.</summary>
    public Func<SendcloudLog, string>? Cursor { get; set; }

    /// <summary>Whether a cursor leads to the first log of its time, as one that is a time does, and not to the one after.</summary>
    public bool CursorIsATime { get; set; }

    /// <summary>Called before each answer: what it changes shows in the answer.</summary>
    public Action<long> BeforeAnswer { get; set; } = _ => { };

    public static SendcloudLog Log(long id, DateTimeOffset? time, long integrationId = 1, int status = 200) =>
        new() { Id = id, IntegrationId = integrationId, CreatedAt = time, ResponseCode = status };

    /// <summary>The logs that are listed, in their order.</summary>
    public IReadOnlyList<SendcloudLog> Logs(long integrationId = 1)
    {
        lock (_lock)
        {
            return [.. ListOf(integrationId).Where(listed => !listed.IsRemoved).Select(listed => listed.Log)];
        }
    }

    /// <summary>Lists a log before all that <paramref name="comesAfterIt"/> says come after it.</summary>
    public void Insert(SendcloudLog log, Func<SendcloudLog, bool> comesAfterIt)
    {
        lock (_lock)
        {
            List<Listed> list = ListOf(log.IntegrationId!.Value);
            int index = list.FindIndex(listed => comesAfterIt(listed.Log));
            list.Insert(index < 0 ? list.Count : index, new Listed(log));
        }
    }

    /// <summary>Lists a log where it belongs in a list that begins with the newest.</summary>
    public void InsertByTime(SendcloudLog log) => Insert(log, other => other.CreatedAt <= log.CreatedAt);

    /// <summary>Lists logs of the first integration, in the order given.</summary>
    public void Fill(IEnumerable<SendcloudLog> logs)
    {
        lock (_lock)
        {
            ListOf(1).AddRange(logs.Select(log => new Listed(log)));
        }
    }

    public void Remove(long id)
    {
        lock (_lock)
        {
            _lists.Values.SelectMany(list => list).Single(listed => listed.Log.Id == id).IsRemoved = true;
        }
    }

    public async Task<SendcloudPage<SendcloudLog>> GetIntegrationLogsAsync(
        long integrationId, SendcloudPageQuery page = default, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            Requests++;
            MostOpen = Math.Max(MostOpen, ++Open);
        }

        try
        {
            await Holding(integrationId).WaitAsync(cancellationToken);
            return Refusal(integrationId) is Exception error ? throw error : Answer(integrationId, page);
        }
        finally
        {
            lock (_lock)
            {
                Open--;
            }
        }
    }

    public Task<SendcloudPage<SendcloudLog>> GetLogsAsync(
        SendcloudPageQuery page = default, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<SendcloudPage<SendcloudIntegration>> GetIntegrationsAsync(
        SendcloudPageQuery page = default, CancellationToken cancellationToken = default)
    {
        Listings++;
        return Integrations is null
            ? throw new NotSupportedException()
            : Task.FromResult(new SendcloudPage<SendcloudIntegration> { Data = [.. Integrations], Response = Respond(nextQuery: null) });
    }

    public Task<SendcloudIntegration> GetIntegrationAsync(
        long integrationId, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    /// <summary>The cursor is the id that the page before ended with; removed logs keep their place, so that it stays valid.</summary>
    private SendcloudPage<SendcloudLog> Answer(long integrationId, SendcloudPageQuery page)
    {
        if (!page.IsNext)
        {
            BeforeFirstPage(integrationId);
        }

        BeforeAnswer(integrationId);
        lock (_lock)
        {
            Dictionary<string, string> query = page.ToQueryString().TrimStart('?').Split('&')
                .Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[^1]);
            int size = int.Parse(query["page_size"], CultureInfo.InvariantCulture);
            List<Listed> list = ListOf(integrationId);
            string cursor = query.GetValueOrDefault("cursor", string.Empty);
            if (page.IsNext && IsExpired(cursor))
            {
                throw new VendorApiException(IntegrationVendor.Sendcloud, HttpStatusCode.BadRequest, "Invalid cursor");
            }

            SendcloudLog[] rest =
            [
                .. list.Skip(FindCursor(list, cursor) + (CursorIsATime && page.IsNext ? 0 : 1))
                    .Where(listed => !listed.IsRemoved).Select(listed => listed.Log).Take(size + 1),
            ];
            SendcloudLog[] data = rest[..Math.Min(size, rest.Length)];
            return new SendcloudPage<SendcloudLog>
            {
                Data = data,
                Response = Respond(rest.Length > size ? $"cursor={CursorAfter(data[^1])}&page_size={size}" : null),
            };
        }
    }

    private int FindCursor(List<Listed> list, string cursor) => Cursor is null && long.TryParse(cursor, out long last)
        ? list.FindIndex(listed => listed.Log.Id == last)
        : list.FindIndex(listed => CursorAfter(listed.Log) == cursor);

    private string CursorAfter(SendcloudLog log) => Cursor?.Invoke(log) ?? log.Id!.Value.ToString(CultureInfo.InvariantCulture);

    private ResponseInfo Respond(string? nextQuery)
    {
        var headers = new Dictionary<string, IReadOnlyList<string>>();
        if (nextQuery is not null)
        {
            headers["Link"] = [$"</logs?{nextQuery}>; rel=\"next\""];
        }

        if ((DateText ?? Date()?.ToString("r", CultureInfo.InvariantCulture)) is string date)
        {
            headers["Date"] = [date];
        }

        return new ResponseInfo(headers: headers);
    }

    private List<Listed> ListOf(long integrationId) =>
        _lists.TryGetValue(integrationId, out List<Listed>? list) ? list : _lists[integrationId] = [];

    private sealed class Listed(SendcloudLog log)
    {
        public SendcloudLog Log => log;

        public bool IsRemoved { get; set; }
    }
}
