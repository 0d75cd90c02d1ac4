using System.Reflection;
using System.Text.Json;
using IntegrationLogs.Client.Json;
using Refit;

namespace IntegrationLogs.Client.Http;

/// <summary>
/// Reads the responses of an endpoint interface for Refit, straight from the pooled buffer: one reader for each type that the interface
/// returns.
/// </summary>
internal sealed class ResponseSerializer : IHttpContentSerializer
{
    private readonly Dictionary<Type, Func<PooledContent, object>> _readers = [];
    private readonly SharedValues _shared = new();

    /// <summary>Whether the handlers need the arguments of the endpoints' methods, for <see cref="ICallDetails"/> among them.</summary>
    public bool NeedsArguments { get; init; }

    /// <summary>Reads responses that are one record.</summary>
    public ResponseSerializer WithRecord<T>(JsonRead<T> read)
        where T : notnull
    {
        _readers.Add(typeof(T), body => Read(body, read));
        return this;
    }

    /// <summary>Reads responses that are a page.</summary>
    public ResponseSerializer WithPage<TPage>(JsonRead<TPage> read, Func<TPage, ResponseInfo, TPage> withResponse)
        where TPage : notnull
    {
        _readers.Add(typeof(TPage), body => withResponse(Read(body, read), body.Response!));
        return this;
    }

    public Task<T?> FromHttpContentAsync<T>(HttpContent content, CancellationToken cancellationToken = default) =>
        _readers.TryGetValue(typeof(T), out Func<PooledContent, object>? read)
            ? Task.FromResult<T?>((T)read((PooledContent)content))
            : throw new NotSupportedException($"No reader is registered for {typeof(T)}.");

    public HttpContent ToHttpContent<T>(T item) => throw new NotSupportedException("The vendors' endpoints take no body.");

    public string? GetFieldNameForProperty(PropertyInfo propertyInfo) => null;

    private T Read<T>(PooledContent content, JsonRead<T> read)
    {
        var json = new JsonCursor(content.Text, _shared);
        T value = read(ref json);
        return json.Read() ? throw new JsonException("There is more after the document's end.") : value;
    }
}
