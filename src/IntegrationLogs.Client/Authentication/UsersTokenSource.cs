namespace IntegrationLogs.Client.Authentication;

/// <summary>A function of a user's own that fetches tokens, ended with the client.</summary>
internal sealed class UsersTokenSource(
    IntegrationVendor vendor, Func<CancellationToken, Task<AccessToken>> fetch, CancellationToken clientEnded)
{
    public async Task<AccessToken> FetchAsync()
    {
        try
        {
            return SendableToken.Require(await fetch(clientEnded).ConfigureAwait(false), $"The token source of {vendor}");
        }
        catch (OperationCanceledException error) when (clientEnded.IsCancellationRequested)
        {
            throw new ObjectDisposedException("The client was disposed of while an access token was fetched.", error);
        }
    }
}
