using System.Runtime.InteropServices;
using System.Text.Json;

namespace IntegrationLogs.Client.Benchmarks.Clients;

/// <summary>
/// Looks at every field of every log, so that no client saves what it does not read, and comes to the same number for all of them.
/// </summary>
internal sealed class Checksum
{
    private ulong _value;

    public long Items { get; private set; }

    public ulong Value => _value;

    public void Add(ElasticPathLog log)
    {
        Items++;
        Add(log.Id);
        Add(log.Type);
        Add(log.Succeeded is true ? 1 : 0);
        Add(log.Attempt ?? 0);
        Add(log.ProcessingTime!.Value.TotalSeconds);
        Add(log.Body);
        Add(log.StatusCode ?? 0);
        Add(log.ErrorDetail);
        Add(log.IntegrationId);
        Add(log.JobId);
        Add(log.CreatedAt!.Value);
    }

    public void Add(PlainElasticPathLog log)
    {
        Items++;
        Add(log.Id);
        Add(log.Type);
        Add(log.Succeeded ? 1 : 0);
        Add(log.Attempt);
        Add(log.ProcessingTime);
        Add(log.Body);
        Add(log.StatusCode);
        Add(log.ErrorDetail);
        Add(log.Relationships!.Integration!.Data!.Id);
        Add(log.Relationships.Job!.Data!.Id);
        Add(log.Meta!.Timestamps!.CreatedAt);
    }

    public void Add(SendcloudLog log)
    {
        Items++;
        Add(log.Id ?? 0);
        Add(log.IntegrationId ?? 0);
        Add(log.BaseUrl);
        Add(log.FullUrl);
        Add(log.Method);
        Add(log.ResponseCode ?? 0);
        Add(log.Response?.Headers ?? default);
        Add(log.Response?.Body ?? default);
        Add(log.Request?.Headers ?? default);
        Add(log.Request?.Payload ?? default);
        Add(log.CreatedAt!.Value);
        Add(log.ExceptionType);
        Add(log.Exception);
        Add(log.Protected is true ? 1 : 0);
        Add(log.AdditionalData);
    }

    public void Add(PlainSendcloudLog log)
    {
        Items++;
        Add(log.Id);
        Add(log.IntegrationId);
        Add(log.BaseUrl);
        Add(log.FullUrl);
        Add(log.Method);
        Add(log.ResponseCode ?? 0);
        Add(log.Response?.Headers ?? default);
        Add(log.Response?.Body ?? default);
        Add(log.Request?.Headers ?? default);
        Add(log.Request?.Payload ?? default);
        Add(log.CreatedAt);
        Add(log.ExceptionType);
        Add(log.Exception);
        Add(log.Protected is true ? 1 : 0);
        Add(log.AdditionalData);
    }

    private void Add(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            Add(text is null ? -1 : 0);
            return;
        }

        Add(text.Length);
        Add(text[0]);
        Add(text[^1]);
    }

    private void Add(RawJson json) => Add(json.Utf8.Span);

    private void Add(JsonElement json) => Add(json.ValueKind == JsonValueKind.Undefined ? default : JsonMarshal.GetRawUtf8Value(json));

    /// <summary>A field that is null and one that is missing are the same: a JsonElement of null is not told apart from none.</summary>
    private void Add(ReadOnlySpan<byte> json)
    {
        if (json.IsEmpty || json.SequenceEqual("null"u8))
        {
            Add(-1);
            return;
        }

        Add(json.Length);
        Add(json[0]);
        Add(json[^1]);
    }

    private void Add(DateTimeOffset time)
    {
        Add(time.Ticks);
        Add(time.Offset.Ticks);
    }

    private void Add(double number) => Add(Math.Round(number * 1e6) is var micros ? (long)micros : 0);

    private void Add(long number) => _value = ((_value ^ (ulong)number) * 1099511628211) + 1;
}
