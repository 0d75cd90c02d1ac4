using IntegrationLogs.Client;

namespace Samples;

/// <summary>A vendor's name for people, and for options and JSON.</summary>
internal static class VendorNames
{
    public const string ElasticPath = "elasticpath";
    public const string Sendcloud = "sendcloud";

    public static string Of(IntegrationVendor vendor) => vendor == IntegrationVendor.ElasticPath ? "Elastic Path" : "Sendcloud";

    public static string KeyOf(IntegrationVendor vendor) => vendor == IntegrationVendor.ElasticPath ? ElasticPath : Sendcloud;
}
