using System.Net.Http.Headers;

namespace IntegrationLogs.Client.Http;

/// <summary>
/// A request as it was at one moment. Handlers inside retry change requests; with this each attempt starts from the same.
/// </summary>
internal sealed class RequestState
{
    private readonly HttpMethod _method;
    private readonly Uri? _address;
    private readonly Version _version;
    private readonly HttpVersionPolicy _versionPolicy;
    private readonly HttpContent? _content;
    private readonly KeyValuePair<string, HeaderStringValues>[] _headers;
    private readonly KeyValuePair<string, HeaderStringValues>[] _contentHeaders;
    private readonly KeyValuePair<string, object?>[] _options;

    public RequestState(HttpRequestMessage request)
    {
        _method = request.Method;
        _address = request.RequestUri;
        _version = request.Version;
        _versionPolicy = request.VersionPolicy;
        _content = request.Content;
        _headers = [.. request.Headers.NonValidated];
        _contentHeaders = request.Content is null ? [] : [.. request.Content.Headers.NonValidated];
        _options = [.. request.Options];
    }

    public void ApplyTo(HttpRequestMessage request)
    {
        request.Method = _method;
        request.RequestUri = _address;
        request.Version = _version;
        request.VersionPolicy = _versionPolicy;
        request.Content = _content;
        Replace(request.Headers, _headers);
        if (_content is not null)
        {
            Replace(_content.Headers, _contentHeaders);
        }

        IDictionary<string, object?> options = request.Options;
        options.Clear();
        foreach ((string name, object? value) in _options)
        {
            options[name] = value;
        }
    }

    private static void Replace(HttpHeaders headers, KeyValuePair<string, HeaderStringValues>[] fields)
    {
        headers.Clear();
        foreach ((string name, HeaderStringValues values) in fields)
        {
            headers.TryAddWithoutValidation(name, values);
        }
    }
}
