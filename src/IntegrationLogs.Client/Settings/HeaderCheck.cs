using IntegrationLogs.Client.Http;

namespace IntegrationLogs.Client.Settings;

/// <summary>Checks headers of a user's own without quoting their values, which may be keys.</summary>
internal static class HeaderCheck
{
    private static readonly string[] NotToAdd = ["Authorization", "Host"];

    /// <summary>What is wrong with one header.</summary>
    public static IEnumerable<string> FaultsOf(string setting, string name, string? value)
    {
        if (NotToAdd.Contains(name, StringComparer.OrdinalIgnoreCase) || !IsRequestHeader(name))
        {
            yield return $"{setting}: '{Printable(name)}' is no header to add.";
        }
        else if (value is null || !UnsendableHeader.CanBeValue(value))
        {
            yield return $"{setting}: the value of '{name}' cannot be sent: it is missing, or has a character that is not printable ASCII.";
        }
    }

    private static bool IsRequestHeader(string name)
    {
        using var probe = new HttpRequestMessage();
        return probe.Headers.TryAddWithoutValidation(name, "x");
    }

    private static string Printable(string name) => string.Concat(name.Where(character => !char.IsControl(character)));
}
