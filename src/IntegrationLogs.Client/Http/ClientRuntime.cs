using System.Buffers;

namespace IntegrationLogs.Client.Http;

/// <summary>What a client takes from its surroundings: time, chance (0 to 1) and memory.</summary>
internal sealed record ClientRuntime(TimeProvider Time, Func<double> NextRandom, ArrayPool<byte> Buffers);
