using IntegrationLogs.Client;

namespace QuickStart.Fakes;

internal readonly record struct LogKey(IntegrationVendor Vendor, string? Id);
