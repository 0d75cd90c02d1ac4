namespace IntegrationLogs.Client.Testing.Http;

/// <summary>Reads a query or a form as most servers do: a raw <c>+</c> is a space, of a repeated name the last value counts.</summary>
internal static class UrlEncoded
{
    public static Dictionary<string, string> Parse(string text)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string pair in text.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? pair : pair[..equals];
            fields[Decode(name)] = equals < 0 ? string.Empty : Decode(pair[(equals + 1)..]);
        }

        return fields;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
