namespace IntegrationLogs.Client.Http;

/// <summary>
/// An answer longer than the settings allow. Not worth a retry; callers see it as an <see cref="ApiResponseFormatException"/>.
/// </summary>
internal sealed class ResponseTooLargeException(int maxBytes)
    : Exception($"The answer is longer than the {maxBytes} bytes that are allowed, after decompression.");
