using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using IntegrationLogs.Client.Testing;

namespace IntegrationLogs.Client.Reliability.Infrastructure;

/// <summary>
/// Secrets that are recognised wherever they show up. Every trial runs with them, so whatever fails anywhere in these tests is searched.
/// </summary>
internal sealed class Canary
{
    /// <summary>What all secrets made here contain. Part of no name, address or message.</summary>
    public const string Mark = "kan4ry";

    /// <summary>No secret: the name that goes with it.</summary>
    public const string Id = "client-of-trials";

    public const string Secret = Mark + "-secret+/=%ü\"";
    public const string Header = Mark + "-header";

    private const int ShortestSecret = 8;
    private const int Always = int.MaxValue;

    private readonly ConcurrentDictionary<string, int> _forbidden = new();
    private readonly ConcurrentQueue<string> _texts = new();
    private int _generation;
    private int _forgotten;

    public Canary()
    {
        _generation = Always;
        Forbid(Mark);
        Forbid(HttpBasic(Secret));
        Forbid(HttpBasic(WebUtility.UrlEncode(Secret)));
        _generation = 0;
    }

    /// <summary>How many texts were searched.</summary>
    public int Searched => _forgotten + _texts.Count;

    public static string HttpBasic(string secret) => Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Id}:{secret}"));

    /// <summary>Puts the secrets in place of a fake server's own.</summary>
    public static void ConfigureServer(FakeVendorServerOptions server)
    {
        server.ElasticPath.ClientId = server.Sendcloud.ClientId = server.Sendcloud.PublicKey = Id;
        server.ElasticPath.ClientSecret = server.Sendcloud.ClientSecret = server.Sendcloud.SecretKey = Secret;
    }

    /// <summary>Something more that must not show up: a token, a cursor, an authorization. Short ones are left out.</summary>
    public void Forbid(string? secret)
    {
        if (secret is null || (secret.Length < ShortestSecret && secret != Mark))
        {
            return;
        }

        foreach (string spelling in (string[])
            [secret, Uri.EscapeDataString(secret), WebUtility.UrlEncode(secret), JavaScriptEncoder.Default.Encode(secret)])
        {
            _forbidden.AddOrUpdate(spelling, _generation, (_, known) => Math.Max(known, _generation));
        }
    }

    /// <summary>What a server received is secret where it authorises or leads on.</summary>
    public void ForbidWhatWasSent(IEnumerable<RecordedRequest> requests)
    {
        foreach (RecordedRequest request in requests)
        {
            if (request.Headers.TryGetValue("Authorization", out string? authorization))
            {
                Forbid(authorization[(authorization.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
            }

            if (request.Query.TryGetValue("cursor", out string? cursor))
            {
                Forbid(cursor);
            }
        }
    }

    /// <summary>A text that a user could get to see.</summary>
    public void Saw(string text) => _texts.Enqueue(text);

    public void Saw(Exception exception)
    {
        foreach (string text in Texts.Of(exception))
        {
            Saw(text);
        }
    }

    /// <summary>Forgets the texts, which were searched, and those secrets that were not forbidden again since the time before.</summary>
    public void Forget()
    {
        _forgotten += _texts.Count;
        _texts.Clear();
        foreach (KeyValuePair<string, int> old in _forbidden.Where(secret => secret.Value < _generation))
        {
            _forbidden.TryRemove(old);
        }

        _generation++;
    }

    public void AssertHidden()
    {
        foreach (string text in _texts)
        {
            foreach (string secret in _forbidden.Keys)
            {
                int at = text.IndexOf(secret, StringComparison.OrdinalIgnoreCase);
                if (at >= 0)
                {
                    string masked = text.Replace(secret, "<here>", StringComparison.OrdinalIgnoreCase);
                    Assert.Fail($"A secret shows, at {at} in: {masked}");
                }
            }
        }
    }
}
