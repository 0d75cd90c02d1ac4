using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace IntegrationLogs.Client.Testing.Http;

/// <summary>A request's target, taken apart before anything is decoded: a slash that is escaped belongs to its segment.</summary>
internal sealed class IncomingRequest
{
    private IncomingRequest(HttpContext context, string target, string form)
    {
        int question = target.IndexOf('?', StringComparison.Ordinal);
        Path = question < 0 ? target : target[..question];
        QueryString = question < 0 ? string.Empty : target[(question + 1)..];
        Segments = Array.ConvertAll(Path.TrimStart('/').Split('/'), Uri.UnescapeDataString);
        Query = UrlEncoded.Parse(QueryString);
        Form = UrlEncoded.Parse(form);
        Method = context.Request.Method;
        Headers = context.Request.Headers.ToDictionary(
            header => header.Key, header => string.Join(", ", header.Value.AsEnumerable()), StringComparer.OrdinalIgnoreCase);
    }

    public string Method { get; }

    public string Path { get; }

    public string QueryString { get; }

    public string[] Segments { get; }

    public Dictionary<string, string> Query { get; }

    public Dictionary<string, string> Form { get; }

    public Dictionary<string, string> Headers { get; }

    public string? Authorization => Headers.GetValueOrDefault("Authorization");

    public static async Task<IncomingRequest> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        return new IncomingRequest(context, target, await ReadFormAsync(context.Request, cancellationToken).ConfigureAwait(false));
    }

    private static async Task<string> ReadFormAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) is not true)
        {
            return string.Empty;
        }

        using var reader = new StreamReader(request.Body, Encoding.UTF8, leaveOpen: true);
        return await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
    }
}
