using System.Security.Cryptography;

namespace IntegrationLogs.Client.Http;

/// <summary>Chance that many callers may draw from at once.</summary>
internal static class SharedRandom
{
    private const int Steps = 1 << 24;

    /// <summary>From 0 to 1.</summary>
    public static double Next() => RandomNumberGenerator.GetInt32(Steps) / (double)Steps;
}
