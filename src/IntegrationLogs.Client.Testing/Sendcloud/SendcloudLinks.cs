using IntegrationLogs.Client.Testing.Http;

namespace IntegrationLogs.Client.Testing.Sendcloud;

/// <summary>Writes the <c>Link</c> header in one of the forms that clients meet.</summary>
internal sealed class SendcloudLinks(SendcloudLinkForm form, Func<Uri> baseAddress)
{
    private const string ForeignOrigin = "https://sendcloud.invalid";

    /// <summary>The header's fields; a page without neighbours has none.</summary>
    /// <param name="request">The request that is answered.</param>
    /// <param name="pageSize">How many records a page holds.</param>
    /// <param name="previous">The page before: none, its cursor, or empty for the first page.</param>
    /// <param name="next">The cursor of the page after, if there is one.</param>
    public string[] Write(IncomingRequest request, int pageSize, string? previous, string? next)
    {
        string? nextLink = next is null ? null : $"<{Target(request.Path, pageSize, next)}>; rel=\"next\"";
        string? previousLink = previous is null ? null : $"<{Target(request.Path, pageSize, previous)}>; rel=\"prev\"";
        return form switch
        {
            SendcloudLinkForm.EscapedWithPrevFirst => Fields(string.Join(", ", Fields(previousLink, nextLink))),
            SendcloudLinkForm.SeparateFields => Fields(previousLink, nextLink),
            _ => Fields(nextLink),
        };
    }

    private static string[] Fields(params string?[] links) => [.. links.Where(link => !string.IsNullOrEmpty(link)).Select(link => link!)];

    private string Target(string path, int pageSize, string cursor)
    {
        string query = cursor.Length == 0 ? $"page_size={pageSize}" : $"cursor={Escape(cursor)}&page_size={pageSize}";
        return $"{Place(path)}?{query}";
    }

    private string Escape(string cursor) => form == SendcloudLinkForm.EscapedWithPrevFirst ? Uri.EscapeDataString(cursor) : cursor;

    private string Place(string path)
    {
        string origin = baseAddress().GetLeftPart(UriPartial.Authority);
        return form switch
        {
            SendcloudLinkForm.Base64WithoutApi => origin + path["/api".Length..],
            SendcloudLinkForm.RelativeReference => path,
            SendcloudLinkForm.HttpScheme => $"http://{baseAddress().Authority}{path}",
            SendcloudLinkForm.ForeignHost => ForeignOrigin + path,
            _ => origin + path,
        };
    }
}
