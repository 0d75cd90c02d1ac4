namespace IntegrationLogs.Client.Http;

/// <summary>
/// The innermost handler: asks for compressed answers and unpacks them. The primary handler could, but it takes a compressed body that
/// breaks off for a whole one.
/// </summary>
internal sealed class DecompressionHandler : DelegatingHandler
{
    private const string AcceptEncoding = "Accept-Encoding";

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Headers.NonValidated.Contains(AcceptEncoding))
        {
            request.Headers.TryAddWithoutValidation(AcceptEncoding, "gzip, deflate, br");
        }

        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (ContentCoding.Of(response.Content.Headers) is ContentCoding coding)
        {
            response.Content = new DecompressedContent(response.Content, coding);
        }

        return response;
    }
}
