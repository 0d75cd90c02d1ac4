namespace IntegrationLogs.Client.Http.Pacing;

/// <summary>Which account a limiter is for.</summary>
/// <param name="Vendor">Whose account it is.</param>
/// <param name="Origin">Where its requests go.</param>
/// <param name="Identity">The client id or public key; an object of its own for a client whose tokens come from elsewhere.</param>
/// <param name="IsForTokens">Whether it is for token requests alone.</param>
/// <param name="Time">The clock: limiters with different clocks cannot be shared.</param>
internal sealed record AccountKey(IntegrationVendor Vendor, string Origin, object Identity, bool IsForTokens, TimeProvider Time)
{
    public static string OriginOf(Uri address) => address.GetLeftPart(UriPartial.Authority);
}
