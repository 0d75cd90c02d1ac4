namespace IntegrationLogs.Client.Http;

/// <summary>What the handlers know of one call, carried by its request through every attempt.</summary>
internal sealed class CallState(string endpoint)
{
    private static readonly HttpRequestOptionsKey<CallState> Key = new("IntegrationLogs.Client.Call");

    /// <summary>The endpoint's template, for logs and errors: never a query value.</summary>
    public string Endpoint { get; } = endpoint;

    /// <summary>A token request authenticates itself.</summary>
    public bool IsTokenRequest { get; init; }

    /// <summary>What in the query must not show up in an exception.</summary>
    public string? SecretQueryValue { get; init; }

    /// <summary>How many requests were sent.</summary>
    public int Attempts { get; set; }

    /// <summary>When the first attempt began (<see cref="TimeProvider.GetTimestamp"/>).</summary>
    public long StartedAt { get; set; }

    /// <summary>The pause before the next attempt.</summary>
    public TimeSpan RetryDelay { get; set; }

    public static CallState Of(HttpRequestMessage request) =>
        request.Options.TryGetValue(Key, out CallState? call)
            ? call
            : throw new InvalidOperationException("The HTTP client of an integration logs client serves that client only.");

    public void AttachTo(HttpRequestMessage request) => request.Options.Set(Key, this);
}
