using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace IntegrationLogs.Client.Hosting;

/// <summary>Signs requests by Standard Webhooks: an HMAC-SHA256 over id, time and body.</summary>
internal sealed class WebhookSignature
{
    private const string Prefix = "whsec_";
    private const int FewestBytes = 24;

    private readonly byte[] _key;

    /// <exception cref="ArgumentException">The secret is too short, or no base64.</exception>
    public WebhookSignature(string secret)
    {
        if (secret.StartsWith(Prefix, StringComparison.Ordinal))
        {
            string text = secret[Prefix.Length..];
            _key = Base64.IsValid(text)
                ? Convert.FromBase64String(text)
                : throw new ArgumentException($"The sink's SigningSecret begins with {Prefix}, and what follows is no base64.", nameof(secret));
        }
        else
        {
            _key = Encoding.UTF8.GetBytes(secret);
        }

        if (_key.Length < FewestBytes)
        {
            throw new ArgumentException(
                $"The sink's SigningSecret has {_key.Length} bytes; it must have {FewestBytes} or more, made by chance.", nameof(secret));
        }
    }

    /// <summary>The header's value.</summary>
    /// <param name="id">The request's id.</param>
    /// <param name="timestamp">Its time, in seconds since 1970.</param>
    /// <param name="body">What is sent.</param>
    public string Sign(string id, long timestamp, byte[] body)
    {
        byte[] head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id}.{timestamp}."));
        return $"v1,{Convert.ToBase64String(HMACSHA256.HashData(_key, (byte[])[.. head, .. body]))}";
    }
}
