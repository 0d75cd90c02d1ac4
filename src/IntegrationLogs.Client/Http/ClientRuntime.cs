using System.Buffers;
using System.Security.Cryptography;

namespace IntegrationLogs.Client.Http;

/// <summary>What a client takes from its surroundings: time, chance (0 to 1) and memory.</summary>
internal sealed record ClientRuntime(TimeProvider Time, Func<double> NextRandom, ArrayPool<byte> Buffers)
{
    private const int Steps = 1 << 24;

    /// <summary>Chance that many callers may draw from at once.</summary>
    public static double NextSharedRandom() => RandomNumberGenerator.GetInt32(Steps) / (double)Steps;
}
