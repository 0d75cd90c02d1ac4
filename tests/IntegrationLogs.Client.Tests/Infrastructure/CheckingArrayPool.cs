using System.Buffers;

namespace IntegrationLogs.Client.Tests.Infrastructure;

/// <summary>A pool that knows what it has lent. A buffer comes full of rubbish, and is spoilt again when it is given back.</summary>
internal sealed class CheckingArrayPool : ArrayPool<byte>
{
    private const byte Rubbish = 0xCD;

    private readonly object _lock = new();
    private readonly HashSet<byte[]> _lent = [];
    private readonly List<string> _faults = [];
    private readonly List<int> _sizes = [];

    /// <summary>How many buffers were lent so far.</summary>
    public int Rents => Sizes.Count;

    private int Lent
    {
        get
        {
            lock (_lock)
            {
                return _lent.Count;
            }
        }
    }

    /// <summary>What sizes were asked for so far.</summary>
    public IReadOnlyList<int> Sizes
    {
        get
        {
            lock (_lock)
            {
                return [.. _sizes];
            }
        }
    }

    /// <summary>
    /// Every buffer that was lent comes back, once. Requests that nobody waits for any more, such as the one for a token, may end a moment
    /// after all else.
    /// </summary>
    public async Task AssertWholeAsync()
    {
        await Eventually.IsTrueAsync(() => Lent == 0);
        lock (_lock)
        {
            Assert.Empty(_faults);
        }
    }

    public override byte[] Rent(int minimumLength)
    {
        byte[] buffer = new byte[minimumLength];
        Array.Fill(buffer, Rubbish);
        lock (_lock)
        {
            _sizes.Add(minimumLength);
            _lent.Add(buffer);
        }

        return buffer;
    }

    public override void Return(byte[] array, bool clearArray = false)
    {
        Array.Fill(array, Rubbish);
        lock (_lock)
        {
            if (!_lent.Remove(array))
            {
                _faults.Add($"A buffer of {array.Length} bytes came back that was not lent.");
            }
        }
    }
}
