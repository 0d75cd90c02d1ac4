namespace IntegrationLogs.Client.Reliability.Nginx;

/// <summary>A request as nginx's access log has it.</summary>
/// <param name="Connection">The connection's number.</param>
/// <param name="Protocol">Such as <c>HTTP/2.0</c>.</param>
/// <param name="Status">What it was answered with.</param>
/// <param name="Encoding">The answer's <c>Content-Encoding</c>; a dash for none.</param>
internal sealed record NginxAccess(string Connection, string Protocol, string Status, string Encoding)
{
    public static IReadOnlyList<NginxAccess> ReadAll(string file) =>
        [.. File.ReadLines(file).Select(line => line.Split(' ')).Select(parts => new NginxAccess(parts[0], parts[1], parts[2], parts[3]))];
}
