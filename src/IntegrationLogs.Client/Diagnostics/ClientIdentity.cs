using System.Diagnostics;

namespace IntegrationLogs.Client.Diagnostics;

/// <summary>Which client telemetry is about. Clients are registered one by one, so there are only so many.</summary>
/// <param name="Vendor">Whose API it calls.</param>
/// <param name="Account">The client's name, which is the account's; empty for the one without, null where no client is known.</param>
internal sealed record ClientIdentity(IntegrationVendor Vendor, string? Account)
{
    private readonly string? _tag = string.IsNullOrEmpty(Account) ? null : Account;

    /// <summary>For messages: <c>ElasticPath</c>, or <c>ElasticPath, account 'nl'</c> where the client has a name.</summary>
    public string Text { get; } = string.IsNullOrEmpty(Account) ? Vendor.ToString() : OneLine.Of($"{Vendor}, account '{Account}'");

    public TagList Tags()
    {
        var tags = new TagList { { TagNames.Vendor, Vendor.ToString() } };
        if (_tag is not null)
        {
            tags.Add(TagNames.Account, _tag);
        }

        return tags;
    }

    public TagList Tags(string endpoint)
    {
        TagList tags = Tags();
        tags.Add(TagNames.Endpoint, endpoint);
        return tags;
    }

    public void AddTo(Activity? span)
    {
        span?.SetTag(TagNames.Vendor, Vendor.ToString());
        if (_tag is not null)
        {
            span?.SetTag(TagNames.Account, _tag);
        }
    }
}
