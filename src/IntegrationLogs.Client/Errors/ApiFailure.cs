using System.Globalization;
using System.Net;
using System.Text;

namespace IntegrationLogs.Client;

/// <summary>What is known of a refused request, masked and capped.</summary>
internal sealed record ApiFailure(IntegrationVendor Vendor, string Account, HttpStatusCode StatusCode, string Endpoint)
{
    private const int MaxErrorsInMessage = 5;

    public IReadOnlyList<ApiError> Errors { get; init; } = [];

    public string? RequestId { get; init; }

    public TimeSpan? RetryAfter { get; init; }

    public int Attempts { get; init; }

    public string? Body { get; init; }

    /// <summary>What the caller can do about it.</summary>
    public string? Advice { get; init; }

    public Exception? InnerException { get; init; }

    public string ToMessage()
    {
        var message = new StringBuilder();
        message.Append(CultureInfo.InvariantCulture, $"{Vendor} answered {Endpoint} with {(int)StatusCode} ({StatusCode})");
        if (Attempts > 1)
        {
            message.Append(CultureInfo.InvariantCulture, $" after {Attempts} attempts");
        }

        foreach (string text in Errors.Take(MaxErrorsInMessage).Select(TextOf).Where(text => text.Length > 0))
        {
            message.Append(": ").Append(text);
        }

        message.Append('.');
        if (RetryAfter is TimeSpan wait)
        {
            message.Append(CultureInfo.InvariantCulture, $" It asks to wait {wait.TotalSeconds:0.###} s.");
        }

        if (RequestId is not null)
        {
            message.Append(CultureInfo.InvariantCulture, $" Request id: {RequestId}.");
        }

        return Advice is null ? message.ToString() : message.Append(' ').Append(Advice).ToString();
    }

    private static string TextOf(ApiError error) => string.Join(
        " — ",
        new[] { error.Title, error.Detail ?? error.Code, error.Source }
            .OfType<string>()
            .Select(part => part.Trim().TrimEnd('.'))
            .Where(part => part.Length > 0));
}
