namespace IntegrationLogs.Client.Paging;

/// <summary>Whose list a client reads.</summary>
/// <param name="ClientName">The client's name; empty for the one without.</param>
/// <param name="Origin">Scheme, host and port of the vendor's address.</param>
internal sealed record WalkAccount(string ClientName, string Origin)
{
    public WalkAccount(string clientName, Uri baseAddress)
        : this(clientName, baseAddress.GetLeftPart(UriPartial.Authority))
    {
    }

    /// <summary>The account as continuation tokens name it.</summary>
    public override string ToString() => ClientName.Length == 0 ? Origin : $"{ClientName} at {Origin}";
}
