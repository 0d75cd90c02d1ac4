using System.Globalization;

namespace IntegrationLogs.Client.Sendcloud;

internal static class SendcloudCursor
{
    private const string Parameter = "cursor=";
    private const string PageSizeParameter = "page_size=";

    /// <summary>
    /// The cursor's text as it is sent, so that an error's text can be cleared of it; the whole query if there is none by that
    /// name.
    /// </summary>
    public static string In(string query) =>
        query.Split('&').FirstOrDefault(part => part.StartsWith(Parameter, StringComparison.Ordinal)) is string cursor
            ? cursor[Parameter.Length..]
            : query;

    /// <summary>The query with another page size; all else stays byte for byte.</summary>
    public static string WithPageSize(string query, int pageSize)
    {
        string size = string.Create(CultureInfo.InvariantCulture, $"{PageSizeParameter}{pageSize}");
        string[] parts = query.Split('&');
        bool isThere = parts.Any(IsPageSize);
        IEnumerable<string> resized = parts.Select(part => IsPageSize(part) ? size : part);
        return string.Join('&', isThere ? resized : resized.Append(size));
    }

    private static bool IsPageSize(string part) => part.StartsWith(PageSizeParameter, StringComparison.Ordinal);
}
