namespace IntegrationLogs.Client;

/// <summary>
/// One error a vendor's answer listed. Every part is optional and one line of at most 1,024 characters: secrets and query values are
/// masked, control characters are escaped.
/// </summary>
public sealed record ApiError
{
    /// <summary>The status in the body, a number or text on the wire. It can differ from the HTTP status, which counts.</summary>
    public string? Status { get; init; }

    /// <summary>The vendor's code, such as <c>not_found</c>.</summary>
    public string? Code { get; init; }

    /// <summary>A short summary.</summary>
    public string? Title { get; init; }

    /// <summary>The explanation.</summary>
    public string? Detail { get; init; }

    /// <summary>The JSON pointer, parameter or header the error is about.</summary>
    public string? Source { get; init; }
}
