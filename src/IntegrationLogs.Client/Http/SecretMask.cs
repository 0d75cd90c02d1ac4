using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using IntegrationLogs.Client.Diagnostics;

namespace IntegrationLogs.Client.Http;

/// <summary>Replaces secrets in what a vendor answered, before any of it gets into an exception: gateways echo requests.</summary>
internal sealed partial class SecretMask
{
    private const string Mask = "***";
    private const int ShortestSecret = 4;

    /// <summary>No word of a message is so long, and hardly a key is shorter.</summary>
    private const int ShortestUnnamedSecret = 16;

    private static readonly string[] SecretNames =
    [
        "auth", "cookie", "credential", "jwt", "key", "pass", "pwd", "secret", "session", "signature", "token",
    ];

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

    /// <summary>
    /// What may be secret among headers of a user's own, which can hold a gateway's key: values under a name that tells of a secret, and
    /// such as are long enough to be one. <c>X-App: ElasticPath</c> is none, or no message could name the vendor.
    /// </summary>
    public static IEnumerable<string> SecretsIn(IEnumerable<KeyValuePair<string, string>> headers) => headers
        .Where(header => header.Value is not null)
        .Where(header => header.Value.Length >= ShortestUnnamedSecret
            || SecretNames.Any(word => header.Key.Contains(word, StringComparison.OrdinalIgnoreCase)))
        .SelectMany(header => header.Value.Split(' ') is [_, var parameter] ? [header.Value, parameter] : new[] { header.Value });

    /// <summary>The length of the longest spelling of a secret: the end of a text that was cut may be up to so much of one.</summary>
    public int LongestSecret => _secrets.Length == 0 ? 0 : _secrets[0].Length;

    public SecretMask With(params IEnumerable<string?> more) => new(_given.Concat(more));

    /// <summary>
    /// Regardless of case: an escape's digits may be in either. The user's name and password in an address are a secret whosever they are:
    /// the runtime quotes a proxy's.
    /// </summary>
    public string Apply(string text) => UserInfo().Replace(
        _secrets.Aggregate(text, (masked, secret) => masked.Replace(secret, Mask, StringComparison.OrdinalIgnoreCase)), Mask + "@");

    public string? ApplyTo(string? text) => text is null ? null : Apply(text);

    /// <summary>
    /// A cause to pass on. The runtime quotes what it could not read: what holds a secret or breaks out of its line is left out.
    /// </summary>
    public Exception? CleanOrNull(Exception cause)
    {
        string text = cause.ToString();
        bool isClean = Apply(text) == text;
        for (Exception? error = cause; error is not null; error = error.InnerException)
        {
            isClean &= OneLine.Of(error.Message) == error.Message;
        }

        return isClean ? cause : null;
    }

    /// <summary>What stands before the at sign of an address; in JSON, its slashes may be escaped.</summary>
    [GeneratedRegex(@"(?<=:\\?/\\?/)[^/?#\s'""\\]*@", RegexOptions.CultureInvariant)]
    private static partial Regex UserInfo();

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
