using System.Threading.RateLimiting;

namespace IntegrationLogs.Client.Http.Pacing;

/// <summary>
/// A permit to send a request, or the refusal of one. There is nothing to give back: permits come with time. All permits between two
/// refusals of the vendor are one object.
/// </summary>
/// <param name="isAcquired">Whether it is a permit.</param>
/// <param name="retryAfter">For how long there is none, where that is known.</param>
internal sealed class PermitLease(bool isAcquired, TimeSpan? retryAfter = null) : RateLimitLease
{
    public override bool IsAcquired => isAcquired;

    public override IEnumerable<string> MetadataNames => retryAfter is null ? [] : [MetadataName.RetryAfter.Name];

    public override bool TryGetMetadata(string metadataName, out object? metadata)
    {
        metadata = metadataName == MetadataName.RetryAfter.Name ? retryAfter : null;
        return metadata is not null;
    }
}
