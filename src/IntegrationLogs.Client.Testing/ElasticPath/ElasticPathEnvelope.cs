namespace IntegrationLogs.Client.Testing;

/// <summary>What stands around the records of an Elastic Path page. The vendor's pages show all four.</summary>
public enum ElasticPathEnvelope
{
    /// <summary>
    /// <c>meta</c> with <c>limit</c>, <c>offset</c>, <c>current</c> and <c>total</c> (pages), beside it <c>results.total</c> (records).
    /// </summary>
    FlatMeta,

    /// <summary><c>meta.page</c> with the same four, and <c>meta.results.total</c>.</summary>
    PagedMeta,

    /// <summary><c>links</c> with <c>first</c>, <c>next</c> and <c>prev</c>, no totals.</summary>
    Links,

    /// <summary>Nothing but <c>data</c>.</summary>
    DataOnly,
}
