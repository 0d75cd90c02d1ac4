using System.Globalization;
using System.Text;
using IntegrationLogs.Client.Testing.Faults;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;

namespace IntegrationLogs.Client.Testing.Http;

/// <summary>A request's way: record, latency, rate limit, fault, credentials, the user's hook, answer.</summary>
internal sealed class RequestPipeline(
    IReadOnlyList<IVendorSite> sites, RequestLog log, TimeProvider time, Action<RecordedRequest>? beforeAnswer, CancellationToken stopping)
{
    private int _open;

    public int OpenRequests => Volatile.Read(ref _open);

    public async Task HandleAsync(HttpContext context)
    {
        Interlocked.Increment(ref _open);
        try
        {
            // A request that arrives together with the end of its connection is not told of it by RequestAborted.
            CancellationToken closed = context.Features.Get<IConnectionLifetimeFeature>()?.ConnectionClosed ?? default;
            using var gone = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, closed, stopping);
            await AnswerAsync(context, gone.Token).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            // The client went away, or the server stops: nobody is left to answer.
            context.Abort();
        }
        finally
        {
            Interlocked.Decrement(ref _open);
        }
    }

    private async Task AnswerAsync(HttpContext context, CancellationToken gone)
    {
        IncomingRequest request = await IncomingRequest.ReadAsync(context, gone).ConfigureAwait(false);
        IVendorSite? site = sites.FirstOrDefault(candidate => candidate.Owns(request));
        context.Response.OnStarting(() =>
        {
            // A date in Retry-After is measured against it, and a watch goes by it.
            DateTimeOffset date = site?.Traffic.Date ?? time.GetUtcNow();
            context.Response.Headers.Date = date.ToString("r", CultureInfo.InvariantCulture);
            return Task.CompletedTask;
        });
        bool forToken = site?.IsTokenRequest(request) == true;
        RecordedRequest recorded = Record(request, site, forToken);
        if (site is null)
        {
            recorded.Answered(404);
            await AnswerWriter.WriteAsync(context, Text(404, "Neither vendor has this path."), gone).ConfigureAwait(false);
            return;
        }

        if (!forToken)
        {
            site.Traffic.CountPageRequest();
        }

        await site.Traffic.DelayAsync(gone).ConfigureAwait(false);
        if (!forToken && site.Traffic.EnterWindow() is string retryAfter)
        {
            recorded.Answered(429);
            Answer refusal = site.Error(429) with { RetryAfter = retryAfter };
            await AnswerWriter.WriteAsync(context, refusal, gone).ConfigureAwait(false);
            return;
        }

        Fault? fault = (forToken ? site.Traffic.TokenFaults : site.Traffic.Faults).Next(recorded);
        var player = new FaultPlayer(context, time, recorded, gone);
        if (fault is not null && FaultPlayer.Replaces(fault))
        {
            await player.ReplaceAsync(fault, site).ConfigureAwait(false);
            return;
        }

        Answer answer = forToken ? site.AnswerToken(request) : AnswerPage(site, request, recorded);
        await player.WriteAsync(answer, fault).ConfigureAwait(false);
    }

    private Answer AnswerPage(IVendorSite site, IncomingRequest request, RecordedRequest recorded)
    {
        if (site.Refuse(request) is Answer refusal)
        {
            return refusal;
        }

        try
        {
            beforeAnswer?.Invoke(recorded);
        }
        catch (Exception exception)
        {
            // A test's own mistake should be seen where the test looks.
            return Text(500, $"BeforeAnswer threw: {exception}");
        }

        Answer answer = site.AnswerPage(request);
        return answer.Status == 200 ? site.Traffic.Compress(answer, request) : answer;
    }

    private RecordedRequest Record(IncomingRequest request, IVendorSite? site, bool forToken) => log.Add(number => new RecordedRequest
    {
        SequenceNumber = number,
        ReceivedAt = time.GetUtcNow(),
        Vendor = site?.Vendor,
        IsTokenRequest = forToken,
        Method = request.Method,
        Path = request.Path,
        QueryString = request.QueryString,
        Query = request.Query,
        Headers = request.Headers,
        Form = request.Form,
    });

    private static Answer Text(int status, string text) => new(status, Encoding.UTF8.GetBytes(text)) { ContentType = "text/plain" };
}
