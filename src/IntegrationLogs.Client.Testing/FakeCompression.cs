namespace IntegrationLogs.Client.Testing;

/// <summary>How the body of a page is compressed for a client that accepts it.</summary>
public enum FakeCompression
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>With <c>Content-Encoding: gzip</c>.</summary>
    Gzip,

    /// <summary>With <c>Content-Encoding: br</c>.</summary>
    Brotli,
}
