using System.Diagnostics.CodeAnalysis;
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
    public TApi CreateApi<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.Interfaces)] TApi>(
        ResponseSerializer serializer)
        where TApi : class =>
        RestService.ForGenerated<TApi>(http, SettingsFor<TApi>(serializer, new IdFormatter()));

    /// <summary>The client that Refit generated for an interface of a user's own.</summary>
    public TApi CreateOwnApi<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.Interfaces)] TApi>(
        ResponseSerializer serializer, IReadOnlySet<string> withoutResult)
        where TApi : class
    {
        RefitSettings settings = SettingsFor<TApi>(serializer, new OwnParameterFormatter());
        settings.HttpRequestMessageOptions!.Add(OwnApi.Option, new OwnApi(http.BaseAddress!.AbsolutePath, withoutResult));
        return RestService.ForGenerated<TApi>(http, settings);
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

    private RefitSettings SettingsFor<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.Interfaces)] TApi>(
        ResponseSerializer serializer, IUrlParameterFormatter formatter) =>
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
            HttpRequestMessageOptions = new() { [ResultReaders.Option] = ResultReaders.Of<TApi>(serializer) },
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
        if (body.Response is null)
        {
            // A handler of a user's own has put another body into the answer.
            call.Read(response, body);
        }

        body.ReadInPlace();
        if (body.UnknownCharset is not null)
        {
            throw errors.Unreadable(response, $"the answer's character set, '{body.UnknownCharset}', is not known");
        }

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
