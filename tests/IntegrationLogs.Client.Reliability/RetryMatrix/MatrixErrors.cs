using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Polly.Timeout;

namespace IntegrationLogs.Client.Reliability.RetryMatrix;

/// <summary>Whether an exception is the one that the table promises, with all that it should tell.</summary>
internal static class MatrixErrors
{
    /// <param name="cell">What went wrong.</param>
    /// <param name="error">What the client made of it.</param>
    /// <param name="sent">How many requests the call has sent.</param>
    /// <param name="last">The number of the last of them among all that the server has seen.</param>
    public static void AssertTells(MatrixCell cell, Exception? error, int sent, int last)
    {
        string name = cell.Expected.Throws.Split(',')[0] + "Exception";
        Assert.True(name == error?.GetType().Name, $"{name} was expected, not {error}");
        var told = (IntegrationLogsException)error!;
        Assert.Equal(cell.Vendor, told.Vendor);
        switch (told)
        {
            case VendorApiException refused when cell.Status is int status:
                AssertRefused(cell, refused, status, sent, last);
                break;
            case VendorApiException unreadable:
                AssertNoToken(cell, unreadable, sent, last);
                break;
            case ApiResponseFormatException unreadable:
                AssertUnreadable(cell, unreadable);
                break;
            case ApiConnectionException broken:
                AssertBroken(cell, broken, sent);
                break;
        }
    }

    private static void AssertRefused(MatrixCell cell, VendorApiException error, int status, int sent, int last)
    {
        Assert.Equal((status, sent, cell.RetryAfter.Asked), ((int)error.StatusCode, error.Attempts, error.RetryAfter));
        Assert.Equal($"req-{last}", error.RequestId);
        Assert.Equal(new ApiError { Title = "Down", Detail = "for a while" }, Assert.Single(error.Errors));
        Assert.Equal(cell.OnToken ? null : MatrixAnswers.ErrorBody, error.Body);
        string endpoint = cell.OnToken ? cell.TokenEndpoint : cell.PageEndpoint;
        string attempts = sent > 1 ? $" after {sent} attempts" : string.Empty;
        string wait = error.RetryAfter is TimeSpan asked
            ? string.Create(CultureInfo.InvariantCulture, $" It asks to wait {asked.TotalSeconds:0.###} s.")
            : string.Empty;
        Assert.StartsWith(
            $"{cell.Vendor} answered {endpoint} with {status} ({(HttpStatusCode)status}){attempts}: Down — for a while.{wait}"
            + $" Request id: req-{last}.",
            error.Message,
            StringComparison.Ordinal);
    }

    /// <summary>A token endpoint that answers 200 without a token. What it asks for with it means nothing.</summary>
    private static void AssertNoToken(MatrixCell cell, VendorApiException error, int sent, int last)
    {
        Assert.Equal((200, sent, null), ((int)error.StatusCode, error.Attempts, error.RetryAfter));
        Assert.Equal($"req-{last}", error.RequestId);
        Assert.Equal((0, null), (error.Errors.Count, error.Body));
        string attempts = sent > 1 ? $" after {sent} attempts" : string.Empty;
        Assert.StartsWith($"{cell.Vendor} answered {cell.TokenEndpoint} with 200 (OK){attempts}.", error.Message, StringComparison.Ordinal);
        Assert.Contains("gave no access token that can be read", error.Message, StringComparison.Ordinal);
    }

    private static void AssertUnreadable(MatrixCell cell, ApiResponseFormatException error)
    {
        string contentType = cell.Fault == "HTML in a 200" ? "text/html" : "application/json";
        Assert.Equal((200, contentType), ((int)error.StatusCode, error.ContentType));
        Assert.IsAssignableFrom<JsonException>(error.InnerException);
        Assert.StartsWith(
            $"{cell.Vendor}, {cell.PageEndpoint}: the answer is not the JSON that was expected: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(
            $" Content type: {contentType}. Check BaseAddress, and gateways in between.", error.Message, StringComparison.Ordinal);
    }

    private static void AssertBroken(MatrixCell cell, ApiConnectionException error, int sent)
    {
        bool isTime = cell.Expected.Throws.EndsWith(", time", StringComparison.Ordinal);
        Assert.Equal(isTime, error.IsTimeout);
        Assert.StartsWith($"{cell.Vendor} ", error.Message, StringComparison.Ordinal);
        Assert.Contains(
            isTime ? " in time (Resilience.TotalTimeout, 60 s)." : " gave no usable answer: ", error.Message, StringComparison.Ordinal);
        Assert.Equal(cell.Row.Inside, Inside(error.InnerException));

        // Time ends for the page that waits for a token just before it ends for the token.
        (string endpoint, int attempts) = cell switch
        {
            { OnToken: true } when isTime => (cell.PageEndpoint, 0),
            { OnToken: true } => (cell.TokenEndpoint, sent),
            _ => (cell.PageEndpoint, sent),
        };
        Assert.Equal(attempts, error.Attempts);
        Assert.EndsWith($". Request: {endpoint}, attempts: {attempts}.", error.Message, StringComparison.Ordinal);
    }

    private static string Inside(Exception? error) => error switch
    {
        TimeoutRejectedException => "time",
        not null when error.GetBaseException() is SocketException { SocketErrorCode: SocketError.ConnectionReset } => "reset",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } => "connect",
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "name",
        HttpRequestException { HttpRequestError: HttpRequestError.SecureConnectionError } => "TLS",
        HttpIOException { HttpRequestError: HttpRequestError.ResponseEnded } => "end",
        null => "hidden",
        _ => error.ToString(),
    };
}
