using IntegrationLogs.Client.Testing.Http;
using Microsoft.AspNetCore.Http;

namespace IntegrationLogs.Client.Testing.Faults;

/// <summary>Answers one request the way a fault wants it.</summary>
internal sealed class FaultPlayer(HttpContext context, TimeProvider time, RecordedRequest recorded, CancellationToken gone)
{
    /// <summary>Whether the fault takes the answer's place, so that none need be made.</summary>
    public static bool Replaces(Fault fault) =>
        fault.Kind is FaultKind.OtherAnswer or FaultKind.ResetBeforeHeaders or FaultKind.StallBeforeHeaders;

    public Task ReplaceAsync(Fault fault, IVendorSite site)
    {
        switch (fault.Kind)
        {
            case FaultKind.ResetBeforeHeaders:
                Connection.Reset(context);
                return Task.CompletedTask;
            case FaultKind.StallBeforeHeaders:
                return StallAsync();
            default:
                Answer answer = fault.Answered!;
                return WriteAsync(fault.HasBody ? answer : answer with { Body = site.Error(answer.Status).Body }, null);
        }
    }

    public async Task WriteAsync(Answer answer, Fault? fault)
    {
        recorded.Answered(answer.Status);
        if (fault is null)
        {
            await AnswerWriter.WriteAsync(context, answer, gone).ConfigureAwait(false);
            return;
        }

        AnswerWriter.WriteHeaders(context.Response, answer);
        if (fault.Kind == FaultKind.Dribble)
        {
            await DribbleAsync(answer.Body, fault.AfterBytes, fault.Pause).ConfigureAwait(false);
            return;
        }

        int sent = Math.Min(fault.AfterBytes, Math.Max(0, answer.Body.Length - 1));
        await SendAsync(answer.Body[..sent]).ConfigureAwait(false);
        switch (fault.Kind)
        {
            case FaultKind.ResetInsideBody: Connection.Reset(context); break;
            case FaultKind.Truncate: Connection.Close(context); break;
            case FaultKind.Stall: await StallAsync().ConfigureAwait(false); break;
        }
    }

    private async Task DribbleAsync(ReadOnlyMemory<byte> body, int chunkBytes, TimeSpan pause)
    {
        for (int from = 0; from < body.Length; from += chunkBytes)
        {
            await SendAsync(body.Slice(from, Math.Min(chunkBytes, body.Length - from))).ConfigureAwait(false);
            await Task.Delay(pause, time, gone).ConfigureAwait(false);
        }
    }

    private async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        await context.Response.StartAsync(gone).ConfigureAwait(false);
        if (!bytes.IsEmpty)
        {
            await context.Response.Body.WriteAsync(bytes, gone).ConfigureAwait(false);
        }

        await context.Response.Body.FlushAsync(gone).ConfigureAwait(false);
    }

    private Task StallAsync() => Task.Delay(Timeout.InfiniteTimeSpan, time, gone);
}
