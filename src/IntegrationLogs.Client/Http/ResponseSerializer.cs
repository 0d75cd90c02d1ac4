using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using IntegrationLogs.Client.Json;
using Refit;

namespace IntegrationLogs.Client.Http;

/// <summary>Reads one response.</summary>
internal delegate T ResponseRead<out T>(ref ObjectReader json, ResponseInfo response);

/// <summary>
/// Reads the responses of an endpoint interface, straight from the pooled buffer: the vendors' types with a reader each, others with the
/// context of the interface's owner. The handlers have it read inside the attempt, and Refit gets what they have read.
/// </summary>
internal sealed class ResponseSerializer(JsonSerializerContext? context = null) : IHttpContentSerializer
{
    private readonly Dictionary<Type, Func<PooledContent, object>> _readers = [];
    private readonly SharedValues _shared = new();

    /// <summary>Whether the handlers need the arguments of the endpoints' methods, for <see cref="ICallDetails"/> among them.</summary>
    public bool NeedsArguments { get; init; }

    public ResponseSerializer With<T>(ResponseRead<T> read)
        where T : notnull
    {
        _readers.Add(typeof(T), body => Read(body, read));
        return this;
    }

    public bool CanRead(Type type) => _readers.ContainsKey(type) || CanWrite(type);

    public bool CanWrite(Type type) => context?.GetTypeInfo(type) is not null;

    /// <summary>Reads a type that it can read.</summary>
    public object Read(Type type, PooledContent body) =>
        _readers.TryGetValue(type, out Func<PooledContent, object>? read) ? read(body) : ReadOwn(body, InfoOf(type));

    public Task<T?> FromHttpContentAsync<T>(HttpContent content, CancellationToken cancellationToken = default)
    {
        var body = (PooledContent)content;
        return Task.FromResult((T?)(body.TakeValue() ?? Read(typeof(T), body)));
    }

    public HttpContent ToHttpContent<T>(T item) => System.Net.Http.Json.JsonContent.Create(item, (JsonTypeInfo<T>)InfoOf(typeof(T)));

    /// <summary>Generated clients know the names at compile time.</summary>
    public string? GetFieldNameForProperty(PropertyInfo propertyInfo) => null;

    private T Read<T>(PooledContent body, ResponseRead<T> read)
    {
        var json = new ObjectReader(body.Text, _shared);
        T value = read(ref json, body.Response!);
        return json.Read() ? throw new JsonException("There is more after the document's end.") : value;
    }

    private object ReadOwn(PooledContent body, JsonTypeInfo info)
    {
        object value = JsonSerializer.Deserialize(body.Text, info) ?? throw new JsonException("The document is null.");
        if (value is IApiPage page)
        {
            page.Response = body.Response;
        }

        if (value is not IReadPage read)
        {
            return value;
        }

        var json = new ObjectReader(body.Text, _shared);
        return read.Complete(ref json, body.Response!);
    }

    private JsonTypeInfo InfoOf(Type type) => context?.GetTypeInfo(type)
        ?? throw new NotSupportedException($"Nothing reads or writes a {type}: add it to the JsonSerializerContext given to AddApi.");
}
