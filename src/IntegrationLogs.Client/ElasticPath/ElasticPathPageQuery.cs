using Refit;

namespace IntegrationLogs.Client;

/// <summary>Which part of an Elastic Path list to ask for.</summary>
/// <param name="Limit">How many records, 1 to 100 (<c>page[limit]</c>); <see langword="null"/> leaves it to the store's setting.</param>
/// <param name="Offset">How many records to pass over (<c>page[offset]</c>); <see langword="null"/> for none.</param>
public readonly record struct ElasticPathPageQuery(
    [property: AliasAs("page[limit]")] int? Limit = null, [property: AliasAs("page[offset]")] int? Offset = null);
