using System.Net;

namespace IntegrationLogs.Client;

/// <summary>A sink did not take a batch. The message is logged: it has no secret in it, and of an address the host only.</summary>
public sealed class IntegrationLogsSinkException : Exception
{
    /// <summary>Makes one, for sinks of your own, too.</summary>
    /// <param name="message">What happened and what to do, without secrets.</param>
    /// <param name="innerException">What caused it, if anything did. It is not logged.</param>
    public IntegrationLogsSinkException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }

    /// <summary>The status that the receiver answered with; <see langword="null"/> where none came.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>How long the receiver asks to wait; <see langword="null"/> where it does not.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether the sink took longer than <see cref="SinkOptions.Timeout"/>.</summary>
    public bool IsTimeout { get; init; }

    /// <summary>
    /// Whether it may well succeed later. Otherwise somebody has to do something: it is logged as an error, and tried again all the same.
    /// </summary>
    /// <value>Default: <see langword="true"/>.</value>
    public bool IsTransient { get; init; } = true;
}
