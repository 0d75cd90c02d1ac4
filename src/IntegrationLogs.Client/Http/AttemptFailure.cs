using System.Runtime.ExceptionServices;

namespace IntegrationLogs.Client.Http;

/// <summary>
/// What <see cref="DefaultHandlers"/> see of an attempt that failed. It is of a kind that no retry policy knows, and never gets out.
/// </summary>
internal sealed class AttemptFailure : Exception
{
    private readonly HttpResponseMessage? _response;
    private readonly ExceptionDispatchInfo? _error;

    public AttemptFailure(HttpResponseMessage response)
        : base($"The attempt was answered with {(int)response.StatusCode}; the integration logs client sees to it.") =>
        _response = response;

    public AttemptFailure(Exception error)
        : base($"The attempt failed ({error.GetType().Name}); the integration logs client sees to it.") =>
        _error = ExceptionDispatchInfo.Capture(error);

    /// <summary>The answer, or the exception, that it stands for.</summary>
    public HttpResponseMessage Take()
    {
        _error?.Throw();
        return _response!;
    }

    /// <summary>Lets go of an answer that nobody wants.</summary>
    public void Drop() => _response?.Dispose();
}
