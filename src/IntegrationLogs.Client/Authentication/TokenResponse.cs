using System.Globalization;
using System.Text.Json;

namespace IntegrationLogs.Client.Authentication;

/// <summary>Reads the answer of a token endpoint.</summary>
internal static class TokenResponse
{
    /// <summary>Taken when an answer does not say how long its token lives: what both vendors document.</summary>
    private static readonly TimeSpan DefaultLifetime = TimeSpan.FromHours(1);

    /// <summary>A longer life is not believed, and not needed: a refused token is replaced at any time.</summary>
    private static readonly TimeSpan LongestLifetime = TimeSpan.FromDays(1);

    /// <summary>The token; null when there is none that can be read. <c>expires_in</c> comes before <c>expires</c>.</summary>
    public static AccessToken? Read(ReadOnlyMemory<byte> body, DateTimeOffset now)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object
                || !root.TryGetProperty("access_token", out JsonElement value)
                || value.ValueKind != JsonValueKind.String
                || value.GetString() is not string token
                // A line break or a blank would end up in an exception's text when the token is set as a header.
                || !SendableToken.IsSendable(token))
            {
                return null;
            }

            double? seconds = Number(root, "expires_in");
            if (seconds is null && Number(root, "expires") is double expires)
            {
                seconds = expires - now.ToUnixTimeSeconds();
            }

            double lifetime = Math.Clamp(seconds ?? DefaultLifetime.TotalSeconds, 0, LongestLifetime.TotalSeconds);
            return new AccessToken(token, now + TimeSpan.FromSeconds(lifetime));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static double? Number(JsonElement root, string name)
    {
        // What is not there is of no kind.
        _ = root.TryGetProperty(name, out JsonElement value);
        double number = 0;
        bool isNumber = value.ValueKind switch
        {
            JsonValueKind.Number => value.TryGetDouble(out number),
            JsonValueKind.String => double.TryParse(value.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out number),
            _ => false,
        };
        return isNumber && double.IsFinite(number) ? number : null;
    }
}
