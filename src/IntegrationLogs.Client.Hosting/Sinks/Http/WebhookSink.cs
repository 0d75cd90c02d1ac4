using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using CloudNative.CloudEvents;

namespace IntegrationLogs.Client.Hosting;

/// <summary>Posts CloudEvents: each by itself, or up to so many as an array.</summary>
internal sealed class WebhookSink(SinkHttp http, WebhookSinkOptions options, WebhookSignature? signature, TimeProvider time) : IIntegrationLogsSink
{
    private const string One = "application/cloudevents+json; charset=utf-8";
    private const string Several = "application/cloudevents-batch+json; charset=utf-8";

    private bool IsBatched => options.BatchSize > 1;

    public Task WriteAsync(SinkBatch batch, CancellationToken cancellationToken = default)
    {
        Func<SinkFields, CloudEvent>[] events =
        [
            .. batch.Entries.Select(entry => new Func<SinkFields, CloudEvent>(fields => CloudEvents.Of(entry, fields))),
            .. batch.Incidents.Select(happened => new Func<SinkFields, CloudEvent>(fields => CloudEvents.Of(happened, fields))),
        ];
        return SendAsync(events, options.Fields, cancellationToken);
    }

    /// <summary>What is too large is halved, and one that is too large by itself goes without what is optional.</summary>
    private async Task SendAsync(ArraySegment<Func<SinkFields, CloudEvent>> events, SinkFields fields, CancellationToken cancellationToken)
    {
        try
        {
            await PostAsync([.. events.Select(make => make(fields))], cancellationToken).ConfigureAwait(false);
        }
        catch (IntegrationLogsSinkException error)
            when (error.StatusCode == HttpStatusCode.RequestEntityTooLarge && (events.Count > 1 || fields != SinkFields.None))
        {
            if (events.Count == 1)
            {
                await SendAsync(events, SinkFields.None, cancellationToken).ConfigureAwait(false);
                return;
            }

            int half = events.Count / 2;
            await SendAsync(events[..half], fields, cancellationToken).ConfigureAwait(false);
            await SendAsync(events[half..], fields, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task PostAsync(CloudEvent[] events, CancellationToken cancellationToken)
    {
        byte[] body = IsBatched ? CloudEvents.Encode(events) : CloudEvents.Encode(events.Single());
        string id = IdOf(events);
        return http.PostAsync(body, IsBatched ? Several : One, headers => AddHeaders(headers, id, body), cancellationToken);
    }

    private void AddHeaders(HttpRequestHeaders headers, string id, byte[] body)
    {
        foreach ((string name, string value) in options.Headers)
        {
            headers.TryAddWithoutValidation(name, value);
        }

        headers.Add("Idempotency-Key", id);
        if (signature is not null)
        {
            long timestamp = time.GetUtcNow().ToUnixTimeSeconds();
            headers.Add("webhook-id", id);
            headers.Add("webhook-timestamp", timestamp.ToString(CultureInfo.InvariantCulture));
            headers.Add("webhook-signature", signature.Sign(id, timestamp, body));
        }
    }

    /// <summary>The same whenever the same is sent, in letters that a header takes.</summary>
    private static string IdOf(CloudEvent[] events)
    {
        if (events is [CloudEvent one])
        {
            return one.Id!.All(c => c is > ' ' and < (char)0x7F) ? one.Id! : Uri.EscapeDataString(one.Id!);
        }

        byte[] keys = Encoding.UTF8.GetBytes(string.Join('\n', events.Select(each => each.Id)));
        return Convert.ToHexString(SHA256.HashData(keys));
    }
}
