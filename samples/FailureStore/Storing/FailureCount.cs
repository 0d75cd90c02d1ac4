namespace FailureStore.Storing;

/// <summary>How many failures an integration had on a day. A log may lack the integration, or the time.</summary>
internal sealed record FailureCount(string Vendor, string? IntegrationId, string? Day, int Failures);
