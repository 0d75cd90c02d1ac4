using System.Text.Json.Serialization;

namespace IntegrationLogs.Client;

/// <summary>In which order a feed hands out the entries of several sources.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<EntryOrder>))]
public enum EntryOrder
{
    /// <summary>As they come: within a source in the vendor's order, between sources in none.</summary>
    AsTheyCome,

    /// <summary>
    /// Newest first over all sources. Exact where each source lists its logs newest first, which neither vendor promises; otherwise as
    /// good as the sources' own order.
    /// </summary>
    NewestFirst,
}
