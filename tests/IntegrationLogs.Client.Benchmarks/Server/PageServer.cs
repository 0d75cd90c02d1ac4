using System.Collections.Concurrent;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace IntegrationLogs.Client.Benchmarks.Server;

/// <summary>
/// Both vendors, as fast as may be: pages are slices of what was rendered before, compressed ones are kept. What a request costs beside
/// that, its address says: <c>/{logs}-{latency in ms}-{encoding}/</c>.
/// </summary>
internal sealed class PageServer(RenderedLogs elasticPath, RenderedLogs sendcloud)
{
    public const int PageSize = 100;

    private const string Token = """{"access_token":"benchmark-token","token_type":"Bearer","expires_in":86400}""";

    private readonly ConcurrentDictionary<string, byte[]> _compressed = new();

    /// <summary>Serves on a port that the system chooses, prints the address, and ends with the standard input.</summary>
    public static async Task ServeAsync(int logs)
    {
        var server = new PageServer(RenderedLogs.ElasticPath(logs), RenderedLogs.Sendcloud(logs));
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using WebApplication app = builder.Build();
        app.Run(server.AnswerAsync);
        await app.StartAsync();
        await Console.Out.WriteLineAsync(app.Urls.Single());
        await Console.In.ReadToEndAsync();
        await app.StopAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        string path = context.Request.Path.Value!;
        string[] costs = path.Split('/')[1].Split('-');
        int count = int.Parse(costs[0], CultureInfo.InvariantCulture);
        int latency = int.Parse(costs[1], CultureInfo.InvariantCulture);
        if (latency > 0)
        {
            await Task.Delay(latency);
        }

        if (context.Request.Method == "POST")
        {
            await SendAsync(context, Encoding.UTF8.GetBytes(Token));
            return;
        }

        bool isSendcloud = path.Contains("/api/v3/", StringComparison.Ordinal);
        int offset = Number(context.Request.Query[isSendcloud ? "cursor" : "page[offset]"], 0);
        int limit = Number(context.Request.Query[isSendcloud ? "page_size" : "page[limit]"], PageSize);
        int length = Math.Clamp(count - offset, 0, limit);
        if (isSendcloud && offset + length < count)
        {
            context.Response.Headers.Link =
                $"<http://{context.Request.Host}{path}?cursor={offset + length}&page_size={limit}>; rel=\"next\"";
        }

        await SendPageAsync(context, isSendcloud, offset, length, count, costs[2]);
    }

    private async Task SendPageAsync(HttpContext context, bool isSendcloud, int offset, int length, int count, string encoding)
    {
        RenderedLogs logs = isSendcloud ? sendcloud : elasticPath;
        byte[] end = isSendcloud
            ? [.. "]}"u8]
            : Encoding.UTF8.GetBytes(
                $"],\"meta\":{{\"limit\":{PageSize},\"offset\":{offset},\"current\":1,\"total\":{count / PageSize}}},"
                + $"\"results\":{{\"total\":{count}}}}}");
        if (encoding == "identity")
        {
            await SendAsync(context, "{\"data\":["u8.ToArray(), logs.Slice(offset, length), end);
            return;
        }

        byte[] body = _compressed.GetOrAdd(
            $"{encoding} {isSendcloud} {offset} {length} {count}",
            _ => Compress([.. "{\"data\":["u8, .. logs.Slice(offset, length).Span, .. end], encoding));
        context.Response.Headers.ContentEncoding = encoding;
        await SendAsync(context, body);
    }

    private static async Task SendAsync(HttpContext context, params ReadOnlyMemory<byte>[] parts)
    {
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = parts.Sum(part => part.Length);
        foreach (ReadOnlyMemory<byte> part in parts)
        {
            part.Span.CopyTo(context.Response.BodyWriter.GetSpan(part.Length));
            context.Response.BodyWriter.Advance(part.Length);
        }

        await context.Response.BodyWriter.FlushAsync();
    }

    private static byte[] Compress(byte[] body, string encoding)
    {
        using var compressed = new MemoryStream();
        using (Stream compressor = encoding == "br"
            ? new BrotliStream(compressed, CompressionLevel.Fastest)
            : new GZipStream(compressed, CompressionLevel.Fastest))
        {
            compressor.Write(body);
        }

        return compressed.ToArray();
    }

    private static int Number(string? text, int otherwise) => text is null ? otherwise : int.Parse(text, CultureInfo.InvariantCulture);
}
