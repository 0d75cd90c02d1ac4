using System.Globalization;
using System.Text.Json;

namespace IntegrationLogs.Client.Authentication;

/// <summary>Reads the answer of a token endpoint.</summary>
internal static class TokenResponse
{
    private const string Bearer = "bearer";
    private const int LongestType = 100;

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
                || !SendableToken.IsSendable(token)
                || TypeOf(root) is not null)
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

    /// <summary>The type of a token that is no bearer token, so that this client cannot send it; null otherwise.</summary>
    public static string? OtherTypeOf(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return TypeOf(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>RFC 6749, section 7.1: a token of a type that is not understood must not be used. One without a type is taken.</summary>
    private static string? TypeOf(JsonElement root)
    {
        if (!root.TryGetProperty("token_type", out JsonElement value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        string type = value.ValueKind == JsonValueKind.String ? value.GetString()!.Trim() : value.ValueKind.ToString();
        return type.Length == 0 || type.Equals(Bearer, StringComparison.OrdinalIgnoreCase) ? null
            : type.Length <= LongestType && type.All(c => c is > ' ' and < '\u007f') ? type
            : "unreadable";
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
