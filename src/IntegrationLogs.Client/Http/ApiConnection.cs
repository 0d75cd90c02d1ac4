using System.Text.Json;
using Refit;

namespace IntegrationLogs.Client.Http;

/// <summary>One vendor's HTTP client: the clients that Refit generates over it, and requests made by hand for tokens.</summary>
internal sealed class ApiConnection(IntegrationVendor vendor, string account, HttpClient http, CallErrors errors, TimeProvider time)
{
    public IntegrationVendor Vendor => vendor;

    /// <summary>The client's name.</summary>
    public string Account => account;

    public TimeProvider Time => time;

    /// <summary>The client that Refit generated for an endpoint interface.</summary>
    public TApi CreateApi<TApi>(ResponseSerializer serializer)
        where TApi : class =>
        RestService.ForGenerated<TApi>(http, SettingsFor(serializer, new IdFormatter()));

    /// <summary>The client that Refit generated for an interface of a user's own.</summary>
    public TApi CreateOwnApi<TApi>(ResponseSerializer serializer, IReadOnlySet<string> withoutResult)
        where TApi : class
    {
        var own = new OwnApi(http.BaseAddress!.AbsolutePath, withoutResult);
        return RestService.ForGenerated<TApi>(
            http, SettingsFor(serializer, new OwnParameterFormatter(), new() { [OwnApi.Option] = own }));
    }

    /// <summary>Sends a request that was made by hand.</summary>
    public async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CallState call, CancellationToken cancellationToken)
    {
        call.AttachTo(request);
        request.Version = http.DefaultRequestVersion;
        request.VersionPolicy = http.DefaultVersionPolicy;
        try
        {
            return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            throw errors.ToException(request, error, cancellationToken);
        }
    }

    private RefitSettings SettingsFor(
        ResponseSerializer serializer, IUrlParameterFormatter formatter, Dictionary<string, object>? options = null) =>
        new(serializer, formatter)
        {
            // All three throw: Refit drops what the first returns in some cases, and does not dispose the response in others.
            ExceptionFactory = Accept,
            DeserializationExceptionFactory = Refuse,
            TransportExceptionFactory = errors.ToException,

            // Refit ignores the HttpClient's own.
            Version = http.DefaultRequestVersion,
            VersionPolicy = http.DefaultVersionPolicy,

            CaptureMethodArguments = serializer.NeedsArguments,
            HttpRequestMessageOptions = options,
        };

    /// <summary>Lets a successful response pass that has something to read.</summary>
    private ValueTask<Exception?> Accept(HttpResponseMessage response)
    {
        HttpRequestMessage request = response.RequestMessage!;
        var call = CallState.Of(request);
        if (!response.IsSuccessStatusCode)
        {
            throw errors.Refused(response, call);
        }

        var body = (PooledContent)response.Content;
        ResponseInfo info = ResponseHeaders.ToInfo(response, call.Attempts);
        body.ReadInPlace(info);
        call.Arrived?.Invoke(info);

        // Refit turns it into a null that nobody promised.
        return body.Text.IsEmpty && OwnApi.Of(request)?.ReturnsNothing(request) is not true
            ? throw errors.Unreadable(response, $"the answer ({(int)response.StatusCode}) is empty")
            : default;
    }

    private ValueTask<Exception?> Refuse(HttpResponseMessage response, Exception error) =>
        error is JsonException or InvalidOperationException
            ? throw errors.Unreadable(response, "the answer is not the JSON that was expected: " + error.Message.TrimEnd('.'), error)
            : throw error;
}
