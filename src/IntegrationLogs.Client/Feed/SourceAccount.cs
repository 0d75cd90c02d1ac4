using IntegrationLogs.Client.Paging;

namespace IntegrationLogs.Client.Feed;

/// <summary>Whose account a vendor's lists are of.</summary>
internal static class SourceAccount
{
    /// <summary>The account; null for a vendor's client of a user's own, which does not say.</summary>
    public static WalkAccount? AccountOf(this IIntegrationLogsClient client, IntegrationVendor vendor) =>
        ((vendor == IntegrationVendor.Sendcloud ? client.Sendcloud : (object)client.ElasticPath) as IAccountClient)?.Account;

    /// <summary>
    /// The account as checkpoints name it: the client's name and the vendor's host. A port says nothing of an account, and a fake vendor's
    /// changes from run to run.
    /// </summary>
    public static string NameOf(WalkAccount account)
    {
        string host = new Uri(account.Origin).Host;
        return account.ClientName.Length == 0 ? host : $"{account.ClientName} at {host}";
    }

    /// <exception cref="ArgumentException">The checkpoint is of another account.</exception>
    public static void RequireAccount(this SourceCheckpoint checkpoint, WalkAccount? account)
    {
        if (account is null || checkpoint.Account is null)
        {
            return;
        }

        string name = NameOf(account);
        if (checkpoint.Account != name)
        {
            throw new ArgumentException(
                $"The checkpoint of {checkpoint.Source} belongs to the account '{checkpoint.Account}', not to '{name}'. If both are the same "
                + $"account, use {nameof(SourceCheckpoint)}.{nameof(SourceCheckpoint.WithoutAccount)}.",
                nameof(checkpoint));
        }
    }
}
