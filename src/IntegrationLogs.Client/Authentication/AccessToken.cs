namespace IntegrationLogs.Client;

/// <summary>A bearer token and until when it may be used.</summary>
public sealed class AccessToken
{
    /// <summary>Makes one.</summary>
    /// <param name="value">The token, as it goes behind <c>Bearer</c>.</param>
    /// <param name="expiresAt">When it expires; <see cref="DateTimeOffset.MaxValue"/> if that is not known.</param>
    /// <exception cref="ArgumentException"><paramref name="value"/> is empty.</exception>
    public AccessToken(string value, DateTimeOffset expiresAt)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(value);
        Value = value;
        ExpiresAt = expiresAt;
    }

    /// <summary>The token. A secret.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public string Value { get; }

    /// <summary>When it expires.</summary>
    public DateTimeOffset ExpiresAt { get; }

    /// <summary>The expiry, never the token.</summary>
    public override string ToString() => $"AccessToken, expires at {ExpiresAt:O}";
}
