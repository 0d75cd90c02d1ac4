using System.Globalization;
using System.Text;

namespace IntegrationLogs.Client.Reliability.PositionMatrix;

internal static class Spoils
{
    /// <summary>A first chunk as it should be, and a second whose length is no number.</summary>
    public static async Task MalformedChunk(string head, byte[] body, Stream client, CancellationToken cancellationToken)
    {
        byte[] first = body[..(body.Length / 2)];
        string size = first.Length.ToString("x", CultureInfo.InvariantCulture);
        await client.WriteAsync(Encoding.ASCII.GetBytes($"{head}Transfer-Encoding: chunked\r\n\r\n{size}\r\n"), cancellationToken);
        await client.WriteAsync(first, cancellationToken);
        await client.WriteAsync("\r\nno-length\r\n"u8.ToArray(), cancellationToken);
        await client.WriteAsync(body.AsMemory(first.Length), cancellationToken);
    }

    /// <summary>Some bytes, one at a time, and then none until the client goes away.</summary>
    public static async Task DribbleThenStall(string head, byte[] body, Stream client, CancellationToken cancellationToken)
    {
        string length = body.Length.ToString(CultureInfo.InvariantCulture);
        await client.WriteAsync(Encoding.ASCII.GetBytes($"{head}Content-Length: {length}\r\n\r\n"), cancellationToken);
        for (int i = 0; i < BodyFault.StallsAfter; i++)
        {
            await client.WriteAsync(body.AsMemory(i, 1), cancellationToken);
            await Task.Yield();
        }

        await client.CopyToAsync(Stream.Null, cancellationToken);
    }
}
