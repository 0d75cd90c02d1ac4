using System.Text.Json;

namespace IntegrationLogs.Client.Http;

/// <summary>Replaces secrets in what a vendor answered, before any of it gets into an exception: gateways echo requests.</summary>
internal sealed class SecretMask
{
    private const string Mask = "***";
    private const int ShortestSecret = 4;

    private readonly string[] _secrets;

    public SecretMask(params IEnumerable<string?> secrets) =>
        _secrets = [.. secrets
            .OfType<string>()
            .Where(secret => secret.Length >= ShortestSecret)
            .SelectMany(Spellings)
            .Distinct()
            .OrderByDescending(secret => secret.Length)];

    /// <summary>The length of the longest spelling of a secret: the end of a text that was cut may be up to so much of one.</summary>
    public int LongestSecret => _secrets.Length == 0 ? 0 : _secrets[0].Length;

    public SecretMask With(params IEnumerable<string?> more) => new(_secrets.Concat(more));

    public string Apply(string text) =>
        _secrets.Aggregate(text, (masked, secret) => masked.Replace(secret, Mask, StringComparison.OrdinalIgnoreCase));

    public string? ApplyTo(string? text) => text is null ? null : Apply(text);

    /// <summary>As it is, in an address or a form, and in JSON with only the slash escaped or everything that need not be plain.</summary>
    private static string[] Spellings(string secret)
    {
        string escaped = Uri.EscapeDataString(secret);
        return
        [
            secret,
            escaped,
            escaped.Replace("%20", "+", StringComparison.Ordinal),
            secret.Replace("/", "\\/", StringComparison.Ordinal),
            JsonEncodedText.Encode(secret).Value,
        ];
    }
}
