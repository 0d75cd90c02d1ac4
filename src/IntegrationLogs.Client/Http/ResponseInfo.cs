using System.Collections.ObjectModel;
using System.Globalization;
using System.Net;
using IntegrationLogs.Client.Diagnostics;

namespace IntegrationLogs.Client;

/// <summary>What is known of an answer besides its content.</summary>
public sealed class ResponseInfo
{
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<string>> NoHeaders =
        ReadOnlyDictionary<string, IReadOnlyList<string>>.Empty;

    internal static ResponseInfo Success { get; } = new();

    /// <summary>Makes one, for tests and for implementations of the endpoint interfaces.</summary>
    /// <param name="statusCode">The HTTP status code.</param>
    /// <param name="headers">The header fields by name; <see langword="null"/> for none.</param>
    /// <param name="requestId">The id the vendor gave the request.</param>
    /// <param name="attempts">How many requests were sent.</param>
    public ResponseInfo(
        HttpStatusCode statusCode = HttpStatusCode.OK,
        IReadOnlyDictionary<string, IReadOnlyList<string>>? headers = null,
        string? requestId = null,
        int attempts = 1)
    {
        StatusCode = statusCode;
        Headers = headers is null ? NoHeaders : WithoutRegardToCase(headers);
        RequestId = requestId;
        Attempts = attempts;
    }

    /// <summary>The HTTP status code.</summary>
    public HttpStatusCode StatusCode { get; }

    /// <summary>The header fields of the answer by name, without regard to case; a repeated field has several values.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Headers { get; }

    /// <summary>The id the vendor gave the request, to quote to its support; <see langword="null"/> when it gave none.</summary>
    public string? RequestId { get; }

    /// <summary>How many requests were sent for this answer, retries and the replay after a 401 included; token requests are not.</summary>
    public int Attempts { get; }

    /// <summary>The address that answered, if it is known: links may be relative to it.</summary>
    internal Uri? RequestUri { get; init; }

    /// <summary>The status, the request id and the attempts; no headers.</summary>
    public override string ToString() => OneLine.Of(string.Create(
        CultureInfo.InvariantCulture, $"{(int)StatusCode}, request id {RequestId ?? "none"}, attempts {Attempts}"));

    private static Dictionary<string, IReadOnlyList<string>> WithoutRegardToCase(IReadOnlyDictionary<string, IReadOnlyList<string>> headers)
    {
        if (headers is Dictionary<string, IReadOnlyList<string>> ready && ready.Comparer == StringComparer.OrdinalIgnoreCase)
        {
            return ready;
        }

        var copy = new Dictionary<string, IReadOnlyList<string>>(headers.Count, StringComparer.OrdinalIgnoreCase);
        foreach ((string name, IReadOnlyList<string> values) in headers)
        {
            copy[name] = copy.TryGetValue(name, out IReadOnlyList<string>? others) ? [.. others, .. values] : values;
        }

        return copy;
    }
}
