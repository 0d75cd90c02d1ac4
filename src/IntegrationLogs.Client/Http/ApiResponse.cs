namespace IntegrationLogs.Client;

/// <summary>The answer of one endpoint: what it holds, and what is known of it besides.</summary>
/// <typeparam name="T">What the endpoint answers with.</typeparam>
public sealed class ApiResponse<T>
{
    /// <summary>Makes one.</summary>
    /// <param name="content">What the answer holds.</param>
    /// <param name="info">What is known of it besides; <see langword="null"/> stands for a 200 without headers.</param>
    public ApiResponse(T content, ResponseInfo? info = null)
    {
        ArgumentNullException.ThrowIfNull(content);
        Content = content;
        Info = info ?? new ResponseInfo();
    }

    /// <summary>What the answer holds.</summary>
    public T Content { get; }

    /// <summary>Status, headers, request id and attempts.</summary>
    public ResponseInfo Info { get; }
}
