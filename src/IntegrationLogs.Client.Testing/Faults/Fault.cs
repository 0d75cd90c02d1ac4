using System.Text;
using IntegrationLogs.Client.Testing.Faults;
using IntegrationLogs.Client.Testing.Http;

namespace IntegrationLogs.Client.Testing;

/// <summary>
/// One way for a request to fail. Some faults take the place of the answer; the others (<see cref="ResetInsideBody"/>,
/// <see cref="Truncate"/>, <see cref="Stall"/>, <see cref="Dribble"/>) spoil the answer the request would have had.
/// </summary>
public sealed class Fault
{
    private const string Json = "application/json";

    private Fault(FaultKind kind) => Kind = kind;

    internal FaultKind Kind { get; }

    internal int AfterBytes { get; private init; }

    internal TimeSpan Pause { get; private init; }

    internal Answer? Answered { get; private init; }

    // Otherwise the body is the vendor's way of putting the status.
    internal bool HasBody { get; private init; }

    /// <summary>Answers with a status.</summary>
    /// <param name="status">The HTTP status code.</param>
    /// <param name="retryAfter">The <c>Retry-After</c> header as it is to be sent; none when <see langword="null"/>.</param>
    /// <param name="body">The body; <see langword="null"/> stands for the vendor's errors list.</param>
    /// <param name="contentType">The <c>Content-Type</c>; <see langword="null"/> stands for <c>application/json</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="status"/> is not from 200 to 599.</exception>
    public static Fault Status(int status, string? retryAfter = null, string? body = null, string? contentType = null) =>
        Replace(status, Utf8(body), contentType ?? Json, retryAfter: retryAfter, hasBody: body is not null);

    /// <summary>Answers 200 with a body of your own, such as a gateway's login page or JSON of the wrong shape.</summary>
    /// <param name="body">The body.</param>
    /// <param name="contentType">The <c>Content-Type</c>.</param>
    public static Fault Answer(string body, string contentType = Json) => Answer(200, body, contentType);

    /// <summary>Answers with a status and a body of your own.</summary>
    /// <param name="status">The HTTP status code.</param>
    /// <param name="body">The body.</param>
    /// <param name="contentType">The <c>Content-Type</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="status"/> is not from 200 to 599.</exception>
    public static Fault Answer(int status, string body, string contentType = Json)
    {
        ArgumentNullException.ThrowIfNull(body);
        return Replace(status, Utf8(body), contentType);
    }

    /// <summary>
    /// Answers 200 with these bytes, said to be JSON: for bodies that are no UTF-8, badly compressed or far larger unpacked.
    /// </summary>
    /// <param name="body">The bytes as they go out.</param>
    /// <param name="contentEncoding">The <c>Content-Encoding</c> header; none when <see langword="null"/>.</param>
    public static Fault Bytes(ReadOnlyMemory<byte> body, string? contentEncoding = null) =>
        Replace(200, body, Json, contentEncoding: contentEncoding);

    /// <summary>Redirects to another place.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="status"/> is not from 200 to 599.</exception>
    public static Fault Redirect(Uri location, int status = 302)
    {
        ArgumentNullException.ThrowIfNull(location);
        return Replace(status, ReadOnlyMemory<byte>.Empty, contentType: null, location: location.OriginalString);
    }

    /// <summary>Resets the connection (TCP RST) without any answer.</summary>
    public static Fault ResetBeforeHeaders() => new(FaultKind.ResetBeforeHeaders);

    /// <summary>Sends the headers and some of the body, then resets the connection (TCP RST).</summary>
    /// <param name="afterBytes">How many bytes of the body are sent; never all of them.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="afterBytes"/> is negative.</exception>
    public static Fault ResetInsideBody(int afterBytes) => Spoil(FaultKind.ResetInsideBody, afterBytes);

    /// <summary>Announces the whole body (<c>Content-Length</c>), sends some of it and closes the connection in order (TCP FIN).</summary>
    /// <param name="afterBytes">How many bytes of the body are sent; never all of them.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="afterBytes"/> is negative.</exception>
    public static Fault Truncate(int afterBytes) => Spoil(FaultKind.Truncate, afterBytes);

    /// <summary>Answers nothing until the client goes away or the server stops.</summary>
    public static Fault StallBeforeHeaders() => new(FaultKind.StallBeforeHeaders);

    /// <summary>Sends the headers and some of the body, then nothing until the client goes away or the server stops.</summary>
    /// <param name="afterBytes">How many bytes of the body are sent; never all of them.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="afterBytes"/> is negative.</exception>
    public static Fault Stall(int afterBytes) => Spoil(FaultKind.Stall, afterBytes);

    /// <summary>Sends the whole body, a little at a time.</summary>
    /// <param name="chunkBytes">How many bytes are sent at a time; at least 1.</param>
    /// <param name="pause">How long to wait after each, by the server's time provider.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public static Fault Dribble(int chunkBytes, TimeSpan pause)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(chunkBytes);
        ArgumentOutOfRangeException.ThrowIfLessThan(pause, TimeSpan.Zero);
        return new Fault(FaultKind.Dribble) { AfterBytes = chunkBytes, Pause = pause };
    }

    private static Fault Spoil(FaultKind kind, int afterBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(afterBytes);
        return new Fault(kind) { AfterBytes = afterBytes };
    }

    private static Fault Replace(
        int status, ReadOnlyMemory<byte> body, string? contentType, string? retryAfter = null, string? contentEncoding = null,
        string? location = null, bool hasBody = true)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(status, 200);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(status, 599);
        return new Fault(FaultKind.OtherAnswer)
        {
            Answered = new Answer(status, body)
            {
                ContentType = contentType,
                RetryAfter = retryAfter,
                ContentEncoding = contentEncoding,
                Location = location,
            },
            HasBody = hasBody,
        };
    }

    private static byte[] Utf8(string? text) => Encoding.UTF8.GetBytes(text ?? string.Empty);
}
