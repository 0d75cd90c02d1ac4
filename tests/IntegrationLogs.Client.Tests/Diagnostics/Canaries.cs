using System.Net;
using System.Text;

namespace IntegrationLogs.Client.Tests.Diagnostics;

/// <summary>Secrets that are easy to find: each has 'canary' in it.</summary>
internal static class Canaries
{
    public const string Secret = "canary-secret+/=%ü\"";
    public const string Token = "canary-token+/==";
    public const string Cursor = "canary-cursor%2B%2F%3D";

    private static readonly string[] Hidden =
        ["canary", "Y2FuYXJ5", Base64("public-key:" + Secret), Base64("client:" + WebUtility.UrlEncode(Secret))];

    /// <summary>Gives the client one account, and no credentials for another.</summary>
    public static void Use(IntegrationLogsClientOptions options, SecretAccount account)
    {
        (options.ElasticPath.ClientId, options.ElasticPath.ClientSecret) = (null, null);
        (options.Sendcloud.PublicKey, options.Sendcloud.SecretKey) = (null, null);
        switch (account)
        {
            case SecretAccount.ElasticPath:
                (options.ElasticPath.ClientId, options.ElasticPath.ClientSecret) = ("client", Secret);
                break;
            case SecretAccount.SendcloudBasic:
                (options.Sendcloud.PublicKey, options.Sendcloud.SecretKey) = ("public-key", Secret);
                break;
            default:
                (options.Sendcloud.ClientId, options.Sendcloud.ClientSecret) = ("client", Secret);
                break;
        }
    }

    public static void AssertHidden(IEnumerable<string> texts)
    {
        foreach (string text in texts)
        {
            foreach (string hidden in Hidden)
            {
                int at = text.IndexOf(hidden, StringComparison.OrdinalIgnoreCase);
                Assert.True(at < 0, at < 0 ? null : $"'{hidden}' in: {Around(text, at)}");
            }
        }
    }

    private static string Around(string text, int at) => text[Math.Max(0, at - 100)..Math.Min(text.Length, at + 100)];

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
