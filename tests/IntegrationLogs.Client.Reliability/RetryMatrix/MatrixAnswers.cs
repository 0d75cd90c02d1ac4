namespace IntegrationLogs.Client.Reliability.RetryMatrix;

/// <summary>What goes over the wire, good or bad.</summary>
internal static class MatrixAnswers
{
    public const string FaultHeader = "X-Fault";

    /// <summary>The ids of the records on the one page there is; both vendors can have them.</summary>
    public static readonly IReadOnlyList<string> Ids = ["101", "102", "103"];

    public const string ErrorBody = """{"errors":[{"title":"Down","detail":"for a while"}]}""";

    private const string Token = """{"access_token":"canary-token","token_type":"Bearer","expires_in":3600}""";
    private const int Missing = 20;
    private const string Html = "<!doctype html><html><title>Log in</title></html>";

    /// <summary>What a vendor that is well answers to a request that is whole.</summary>
    public static string Good(MatrixCell cell, string request, bool isToken, string id)
    {
        bool isWhole = isToken
            ? request.Contains("grant_type=client_credentials", StringComparison.Ordinal)
            : request.Contains("\nAuthorization: ", StringComparison.Ordinal);
        return isWhole ? Ok(id, isToken ? Token : Page(cell)) : Answer("400 Bad Request", id, "The request lacks something.");
    }

    /// <summary>How many bytes of the body come before it stalls.</summary>
    public static int BytesBeforeStall(MatrixCell cell) => Whole(cell).Length - Missing;

    public static string Failed(MatrixCell cell, string id, string? retryAfter)
    {
        string body = Whole(cell);
        string fields = $"{FaultHeader}: {cell.Fault}\r\n" + (retryAfter is null ? null : $"Retry-After: {retryAfter}\r\n");
        return cell.Fault switch
        {
            "reset inside body" or "body stalls" or "body truncated" => Ok(id, body, fields)[..^Missing],
            "chunk malformed" =>
                $"{Head("200 OK", id)}{fields}Transfer-Encoding: chunked\r\n\r\n"
                + $"5\r\n{body[..5]}\r\nno number\r\n{body[5..]}\r\n0\r\n\r\n",
            "HTML in a 200" => Ok(id, Html, fields, "text/html"),
            "cut JSON in a 200" => Ok(id, body[..^Missing], fields),
            _ when cell.Status is int status => Answer($"{status} Failed", id, ErrorBody, fields),
            _ => throw new InvalidOperationException($"'{cell.Fault}' is no answer."),
        };
    }

    private static string Whole(MatrixCell cell) => cell.OnToken ? Token : Page(cell);

    /// <summary>Ids are text at one vendor and numbers at the other.</summary>
    private static string Page(MatrixCell cell)
    {
        string quote = cell.Vendor == IntegrationVendor.ElasticPath ? "\"" : string.Empty;
        return $$"""{"data":[{{string.Join(',', Ids.Select(id => $$"""{"id":{{quote}}{{id}}{{quote}}}"""))}}]}""";
    }

    private static string Ok(string id, string body, string? fields = null, string contentType = "application/json") =>
        Answer("200 OK", id, body, fields, contentType);

    private static string Answer(
        string status, string id, string body, string? fields = null, string contentType = "application/json") =>
        $"{Head(status, id, contentType)}{fields}Content-Length: {body.Length}\r\n\r\n{body}";

    private static string Head(string status, string id, string contentType = "application/json") =>
        $"HTTP/1.1 {status}\r\nContent-Type: {contentType}\r\nX-Request-Id: {id}\r\n";
}
