using System.Net;
using System.Text;
using System.Text.Encodings.Web;

namespace IntegrationLogs.Client.Http;

/// <summary>Replaces secrets in what a vendor answered, before any of it gets into an exception: gateways echo requests.</summary>
internal sealed class SecretMask
{
    private const string Mask = "***";
    private const int ShortestSecret = 4;

    private readonly string?[] _given;
    private readonly string[] _secrets;

    public SecretMask(params IEnumerable<string?> secrets)
    {
        _given = [.. secrets];
        _secrets = [.. _given
            .OfType<string>()
            .Where(secret => secret.Length >= ShortestSecret)
            .SelectMany(FormsOf)
            .Distinct()
            .OrderByDescending(secret => secret.Length)];
    }

    /// <summary>The length of the longest spelling of a secret: the end of a text that was cut may be up to so much of one.</summary>
    public int LongestSecret => _secrets.Length == 0 ? 0 : _secrets[0].Length;

    public SecretMask With(params IEnumerable<string?> more) => new(_given.Concat(more));

    /// <summary>Regardless of case: an escape's digits may be in either.</summary>
    public string Apply(string text) =>
        _secrets.Aggregate(text, (masked, secret) => masked.Replace(secret, Mask, StringComparison.OrdinalIgnoreCase));

    public string? ApplyTo(string? text) => text is null ? null : Apply(text);

    /// <summary>A cause to pass on. The runtime quotes what it could not read, and what holds a secret is left out.</summary>
    public Exception? CleanOrNull(Exception cause)
    {
        string text = cause.ToString();
        return Apply(text) == text ? cause : null;
    }

    /// <summary>
    /// A secret as it stands, in a URL, in a form and in JSON, which escapes slashes in one place and all but letters in another.
    /// </summary>
    private static string[] FormsOf(string secret) =>
    [
        secret,
        Uri.EscapeDataString(secret),
        WebUtility.UrlEncode(secret),
        secret.Replace("/", "\\/", StringComparison.Ordinal),
        // The runtime reads headers as Latin-1, whatever a server meant.
        Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(secret)),
        JavaScriptEncoder.Default.Encode(secret),
        JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(secret),
    ];
}
