namespace IntegrationLogs.Client.DependencyInjection;

/// <summary>The names of the HTTP clients, which are also the keys of a vendor's services.</summary>
internal static class HttpClientNames
{
    public static string For(IntegrationVendor vendor, string clientName) =>
        clientName.Length == 0 ? $"IntegrationLogs.{vendor}" : $"IntegrationLogs.{vendor}.{clientName}";
}
