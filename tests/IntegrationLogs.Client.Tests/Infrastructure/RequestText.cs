using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace IntegrationLogs.Client.Tests.Infrastructure;

/// <summary>Requests of HTTP/1.1 as they come over the wire.</summary>
internal static class RequestText
{
    /// <summary>The next one as text, head and form; null at the connection's end.</summary>
    public static async Task<string?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        string request = string.Empty;
        byte[] buffer = new byte[4096];
        while (!IsWhole(request))
        {
            int read = await stream.ReadAsync(buffer, cancellationToken);
            if (read == 0)
            {
                return null;
            }

            request += Encoding.Latin1.GetString(buffer, 0, read);
        }

        return request;
    }

    private static bool IsWhole(string request)
    {
        int end = request.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        Match form = Regex.Match(request, "Content-Length: ([0-9]+)");
        int length = form.Success ? int.Parse(form.Groups[1].Value, CultureInfo.InvariantCulture) : 0;
        return end >= 0 && request.Length >= end + 4 + length;
    }
}
