using System.Net.Http.Headers;
using System.Text;

namespace IntegrationLogs.Client.Testing.Authentication;

internal static class AuthorizationHeader
{
    public static string? Bearer(string? header) => Parameter(header, "Bearer");

    /// <summary>Whether the header holds this name and password by HTTP Basic; OAuth2 allows each to be form-encoded first.</summary>
    public static bool IsBasic(string? header, string name, string password)
    {
        if (Parameter(header, "Basic") is not string encoded)
        {
            return false;
        }

        byte[] bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded, bytes, out int length))
        {
            return false;
        }

        string pair = Encoding.UTF8.GetString(bytes, 0, length);
        return pair == $"{name}:{password}" || pair == $"{Uri.EscapeDataString(name)}:{Uri.EscapeDataString(password)}";
    }

    private static string? Parameter(string? header, string scheme) =>
        AuthenticationHeaderValue.TryParse(header, out AuthenticationHeaderValue? value)
        && string.Equals(value.Scheme, scheme, StringComparison.OrdinalIgnoreCase)
            ? value.Parameter
            : null;
}
