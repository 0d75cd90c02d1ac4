using System.Globalization;

namespace IntegrationLogs.Client;

/// <summary>Which part of an Elastic Path list to ask for.</summary>
/// <param name="Limit">How many records, 1 to 100 (<c>page[limit]</c>); <see langword="null"/> leaves it to the store's setting.</param>
/// <param name="Offset">How many records to pass over (<c>page[offset]</c>); <see langword="null"/> for none.</param>
public readonly record struct ElasticPathPageQuery(int? Limit = null, int? Offset = null)
{
    /// <summary>The query on the wire without its question mark, brackets escaped; empty when there is nothing to say.</summary>
    public string ToQueryString()
    {
        string? limit = Limit is int count ? string.Create(CultureInfo.InvariantCulture, $"page%5Blimit%5D={count}") : null;
        string? offset = Offset is int start ? string.Create(CultureInfo.InvariantCulture, $"page%5Boffset%5D={start}") : null;
        return string.Join('&', new[] { limit, offset }.OfType<string>());
    }
}
