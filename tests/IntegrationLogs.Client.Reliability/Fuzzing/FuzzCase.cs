using System.Globalization;
using System.Text;

namespace IntegrationLogs.Client.Reliability.Fuzzing;

/// <summary>One case of a run. All its chance comes from the master seed and its own number, so it can be played again alone.</summary>
internal sealed class FuzzCase
{
    private const int MostShown = 2_000;

    private ReadOnlyMemory<byte> _input;

    public FuzzCase(int seed, int number)
    {
        Number = number;
        Random = new Random(Mix(seed, number));
    }

    public int Number { get; }

    public Random Random { get; }

    /// <summary>What to show if the case fails.</summary>
    public void Shows(ReadOnlyMemory<byte> input) => _input = input;

    public void Shows(IEnumerable<string> lines) => _input = Encoding.Latin1.GetBytes(string.Join('\n', lines));

    public string Shown()
    {
        var text = new StringBuilder();
        foreach (byte b in _input.Span[..Math.Min(_input.Length, MostShown)])
        {
            bool isPlain = b is >= (byte)' ' and < 0x7f and not (byte)'\\';
            _ = isPlain ? text.Append((char)b) : text.Append(CultureInfo.InvariantCulture, $"\\x{b:X2}");
        }

        return $"{text}{(_input.Length > MostShown ? "…" : null)} ({_input.Length} bytes)";
    }

    /// <summary>Neighbouring numbers give seeds that have nothing in common (the finaliser of SplitMix64).</summary>
    private static int Mix(int seed, int number)
    {
        ulong mixed = (((ulong)(uint)seed << 32) | (uint)number) + 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return (int)(mixed >> 33);
    }
}
