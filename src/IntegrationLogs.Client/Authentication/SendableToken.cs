namespace IntegrationLogs.Client.Authentication;

/// <summary>Refuses a token that no header can carry before it is sent, without quoting it.</summary>
internal static class SendableToken
{
    /// <exception cref="InvalidOperationException">There is no token, or it cannot be sent.</exception>
    public static AccessToken Require(AccessToken? token, string giver) => token is null
        ? throw new InvalidOperationException($"{giver} gave no access token. Nothing is sent without one: it must throw instead.")
        : IsSendable(token.Value)
            ? token
            : throw new InvalidOperationException($"{giver} gave an access token that cannot be sent: {FaultOf(token.Value)}.");

    /// <summary>What RFC 6750 lets a token consist of, and a little more: visible ASCII characters.</summary>
    public static bool IsSendable(string token) => token.Length > 0 && token.All(IsVisible);

    private static bool IsVisible(char character) => character is > ' ' and < '\u007f';

    private static string FaultOf(string token) => IsSendable(token.Trim())
        ? "it begins or ends with white space or a line break, as a text read from a file does. Trim it"
        : "it has a character in it that is no visible ASCII";
}
