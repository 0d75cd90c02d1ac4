namespace IntegrationLogs.Client;

/// <summary>
/// A walk over a list cannot go on without losing or repeating records: a next link that cannot be read, a cursor that comes again, an
/// offset past the vendor's limit, a list that contradicts itself. What was streamed before is complete up to there.
/// </summary>
public sealed class PagingException : IntegrationLogsException
{
    /// <summary>Makes one, for tests.</summary>
    /// <param name="vendor">Whose list it is.</param>
    /// <param name="message">Why the walk cannot go on.</param>
    /// <param name="innerException">What caused it, if anything did.</param>
    public PagingException(IntegrationVendor vendor, string message, Exception? innerException = null)
        : base(vendor, message, innerException, isTransient: false)
    {
    }
}
