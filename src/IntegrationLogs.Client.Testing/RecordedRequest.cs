namespace IntegrationLogs.Client.Testing;

/// <summary>One request as the server received it. It holds the credentials it came with.</summary>
public sealed class RecordedRequest
{
    private int _status;

    internal RecordedRequest()
    {
    }

    /// <summary>Its place among all requests to the server, counted from 1.</summary>
    public required int SequenceNumber { get; init; }

    /// <summary>When it arrived, by the server's time provider.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Whose endpoint it asked for; <see langword="null"/> for a path neither vendor has.</summary>
    public required IntegrationVendor? Vendor { get; init; }

    /// <summary>Whether it asked for a token rather than for a page.</summary>
    public required bool IsTokenRequest { get; init; }

    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The path as received, escapes included.</summary>
    public required string Path { get; init; }

    /// <summary>The query as received, escapes included, without the question mark; empty when there was none.</summary>
    public required string QueryString { get; init; }

    /// <summary>The query's fields, decoded; a raw <c>+</c> is a space.</summary>
    public required IReadOnlyDictionary<string, string> Query { get; init; }

    /// <summary>The headers by their names, whatever their case; several fields of a name are joined with commas.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>The fields of a token request's form, decoded; empty for any other request.</summary>
    public required IReadOnlyDictionary<string, string> Form { get; init; }

    /// <summary>The status it was answered with; <see langword="null"/> before that, and when a fault left it unanswered.</summary>
    public int? Status => Volatile.Read(ref _status) is int status and not 0 ? status : null;

    /// <summary>The method, the path and the status; never the query or a header.</summary>
    public override string ToString() => $"{SequenceNumber}: {Method} {Path} {Status}";

    internal void Answered(int status) => Volatile.Write(ref _status, status);
}
