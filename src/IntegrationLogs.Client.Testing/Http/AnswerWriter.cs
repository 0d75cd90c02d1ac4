using Microsoft.AspNetCore.Http;

namespace IntegrationLogs.Client.Testing.Http;

internal static class AnswerWriter
{
    public static async Task WriteAsync(HttpContext context, Answer answer, CancellationToken cancellationToken)
    {
        WriteHeaders(context.Response, answer);
        if (!HasNoBody(answer.Status))
        {
            await context.Response.BodyWriter.WriteAsync(answer.Body, cancellationToken).ConfigureAwait(false);
        }
    }

    public static void WriteHeaders(HttpResponse response, Answer answer)
    {
        response.StatusCode = answer.Status;
        response.ContentLength = HasNoBody(answer.Status) ? null : answer.Body.Length;
        IHeaderDictionary headers = response.Headers;
        headers.ContentType = answer.ContentType;
        headers.ContentEncoding = answer.ContentEncoding;
        headers.RetryAfter = answer.RetryAfter;
        headers.Location = answer.Location;
        if (answer.Links.Length > 0)
        {
            headers.Link = answer.Links;
        }
    }

    private static bool HasNoBody(int status) => status is 204 or 205 or 304;
}
