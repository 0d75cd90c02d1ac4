namespace IntegrationLogs.Client.Settings;

/// <summary>Checks an address, and quotes of it only what is no secret: never a user's name and password, a query or a fragment.</summary>
internal static class AddressCheck
{
    private const string Scheme = "://";

    /// <summary>What is wrong with the address, one text for each.</summary>
    public static IEnumerable<string> FaultsOf(string setting, Uri? address)
    {
        if (address is null || !IsWhole(address))
        {
            yield return FaultOfUnfinished(setting, Clean(address?.OriginalString ?? string.Empty));
            yield break;
        }

        if (!(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
        {
            yield return $"{setting} '{Quote(address)}' must use https; http is for this machine (localhost) only.";
        }

        if (IsHttp(address) && (address.Query.Length > 0 || address.Fragment.Length > 0 || address.UserInfo.Length > 0))
        {
            yield return $"{setting} '{Quote(address)}' must have no query, no fragment and no user name in it.";
        }
    }

    /// <summary>The address without what may be a secret.</summary>
    public static string Quote(Uri address) => IsHttp(address)
        ? address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped)
        : Clean(address.OriginalString);

    /// <summary>A bare host with a port is an address, too, whose scheme is the host.</summary>
    private static bool IsWhole(Uri address) =>
        IsHttp(address) || (address.IsAbsoluteUri && address.OriginalString.Contains(Scheme, StringComparison.Ordinal));

    private static bool IsHttp(Uri address) =>
        address.IsAbsoluteUri && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);

    private static string FaultOfUnfinished(string setting, string text) => WithScheme(text) is string whole
        ? $"{setting} '{text}' has no scheme: {whole}?"
        : $"{setting} '{text}' must be an absolute address, such as https://api.example.com.";

    private static string? WithScheme(string text)
    {
        if (!Uri.TryCreate(Uri.UriSchemeHttps + Scheme + text, UriKind.Absolute, out Uri? address)
            || address.Host.Length == 0
            || text.StartsWith('/')
            || address.Host is "http" or "https")
        {
            return null;
        }

        return (address.IsLoopback ? Uri.UriSchemeHttp : Uri.UriSchemeHttps) + Scheme + text;
    }

    /// <summary>Cuts what follows a question mark or number sign, and what stands before an at sign, however it is written.</summary>
    private static string Clean(string text)
    {
        int end = text.AsSpan().IndexOfAny('?', '#');
        if (end >= 0 && text.LastIndexOf('@') > end)
        {
            // A password with such a sign in it, or an at sign in a query: which of them it is cannot be told.
            return string.Empty;
        }

        string place = end < 0 ? text : text[..end];
        return place[(place.LastIndexOf('@') + 1)..];
    }
}
