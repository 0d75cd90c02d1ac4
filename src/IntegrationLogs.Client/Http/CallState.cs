using System.Collections.Concurrent;
using System.Diagnostics;
using IntegrationLogs.Client.Sendcloud;
using Refit;

namespace IntegrationLogs.Client.Http;

/// <summary>What the handlers know of one call, carried by its request through every attempt.</summary>
internal sealed class CallState(string endpoint)
{
    private static readonly HttpRequestOptionsKey<CallState> Key = new("IntegrationLogs.Client.Call");
    private static readonly HttpRequestOptionsKey<string> TemplateKey = new(HttpRequestMessageOptions.RelativePathTemplate);
    private static readonly HttpRequestOptionsKey<object?[]> ArgumentsKey = new(HttpRequestMessageOptions.MethodArguments);
    private static readonly ConcurrentDictionary<(HttpMethod Method, string Template), string> Endpoints = new();

    /// <summary>The endpoint's template, for logs and errors: never a query value.</summary>
    public string Endpoint { get; } = endpoint;

    /// <summary>Whether another attempt can do no harm. A token request's cannot.</summary>
    public bool IsRepeatable { get; init; } = true;

    /// <summary>A token request authenticates itself.</summary>
    public bool IsTokenRequest { get; init; }

    /// <summary>What in the query must not show up in an exception.</summary>
    public string? SecretQueryValue { get; private init; }

    /// <summary>Told of a successful response before its body is read.</summary>
    public Action<ResponseInfo>? Arrived { get; private init; }

    /// <summary>Makes of a successful response's body what the caller waits for; null if that is not for the handlers to do.</summary>
    public Func<PooledContent, object?>? Reader { get; init; }

    /// <summary>How many requests were sent.</summary>
    public int Attempts { get; set; }

    /// <summary>The request as it was before the first attempt.</summary>
    public RequestState? Start { get; set; }

    /// <summary>Whether an attempt has run out of time.</summary>
    public bool IsLate { get; set; }

    /// <summary>The body of the latest answer: a handler that puts another in its place need not know that its buffer is rented.</summary>
    public PooledContent? Body { get; set; }

    /// <summary>The span that tells of it; null where nobody listens.</summary>
    public Activity? Span { get; set; }

    /// <summary>How often it was tried.</summary>
    public int Tries { get; set; }

    /// <summary>The total time of the call.</summary>
    public CallClock Clock { get; set; } = null!;

    /// <summary>How long it has waited while its account was paused.</summary>
    public TimeSpan PausedTime { get; set; }

    /// <summary>The pause before the next attempt.</summary>
    public TimeSpan RetryDelay { get; set; }

    /// <summary>Whether that pause is the account's, which the next attempt waits for by itself.</summary>
    public bool IsDelayOfAccount { get; set; }

    public static CallState Of(HttpRequestMessage request) =>
        Find(request)
        ?? throw new InvalidOperationException("The HTTP client of an integration logs client serves that client only.");

    public static CallState? Find(HttpRequestMessage request) => request.Options.TryGetValue(Key, out CallState? call) ? call : null;

    /// <summary>Begins a call. A request made by hand brings its state; one that Refit built says what it is for.</summary>
    public static CallState Begin(HttpRequestMessage request)
    {
        if (!request.Options.TryGetValue(TemplateKey, out string? template))
        {
            return Of(request);
        }

        string endpoint = EndpointOf(request.Method, template);
        object?[] arguments = request.Options.TryGetValue(ArgumentsKey, out object?[]? captured) ? captured : [];
        if (OwnApi.Of(request) is OwnApi own)
        {
            CheckOwn(own, endpoint, template, request.RequestUri!, arguments);
        }

        ICallDetails? details = FindDetails(arguments);
        var call = new CallState(endpoint)
        {
            IsRepeatable = request.Method == HttpMethod.Get || request.Method == HttpMethod.Head,
            SecretQueryValue = details?.SecretQueryValue,
            Arrived = details?.Arrived,
            Reader = ResultReaders.Find(request),
        };
        call.AttachTo(request);
        return call;
    }

    /// <summary>Reads a successful response.</summary>
    public void Read(HttpResponseMessage response, PooledContent body)
    {
        ResponseInfo info = ResponseHeaders.ToInfo(response, Attempts);
        Arrived?.Invoke(info);
        body.Read(info, Reader);
    }

    public void AttachTo(HttpRequestMessage request) => request.Options.Set(Key, this);

    private static void CheckOwn(OwnApi own, string endpoint, string template, Uri address, object?[] arguments)
    {
        if (!Route.Matches(template, own.BasePath, address))
        {
            throw new ArgumentException($"The arguments of {endpoint} lead to another endpoint: one of them is empty, '.' or '..'.");
        }

        // An interface that is derived from the package's has its methods, too.
        if (endpoint is SendcloudEndpoints.Integration or SendcloudEndpoints.IntegrationLogs && arguments is [long id, ..])
        {
            _ = ApiPath.Segment(id, "integrationId");
        }
    }

    private static ICallDetails? FindDetails(object?[] arguments)
    {
        foreach (object? argument in arguments)
        {
            if (argument is ICallDetails details)
            {
                return details;
            }
        }

        return null;
    }

    private static string EndpointOf(HttpMethod method, string template) =>
        Endpoints.GetOrAdd((method, template), static key => $"{key.Method} {Route.PathOf(key.Template)}");
}
