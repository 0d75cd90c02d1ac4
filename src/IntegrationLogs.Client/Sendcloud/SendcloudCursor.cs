namespace IntegrationLogs.Client.Sendcloud;

internal static class SendcloudCursor
{
    private const string Parameter = "cursor=";

    /// <summary>
    /// The cursor's text as it is sent, so that an error's text can be cleared of it; the whole query if there is none by that
    /// name.
    /// </summary>
    public static string In(string query) =>
        query.Split('&').FirstOrDefault(part => part.StartsWith(Parameter, StringComparison.Ordinal)) is string cursor
            ? cursor[Parameter.Length..]
            : query;
}
