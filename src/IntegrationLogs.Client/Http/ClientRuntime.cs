using System.Buffers;

namespace IntegrationLogs.Client.Http;

/// <summary>What a client takes from its surroundings: time, chance and memory.</summary>
internal sealed record ClientRuntime(TimeProvider Time, Func<double> NextRandom, ArrayPool<byte> Buffers);
