using IntegrationLogs.Client.Buffers;

namespace IntegrationLogs.Client.Paging;

/// <summary>A set of fingerprints in one array: open addressing, zero for a free slot.</summary>
internal sealed class FingerprintSet
{
    private ulong[] _slots = new ulong[64];

    public int Count { get; private set; }

    /// <summary>An empty set with as much room.</summary>
    public FingerprintSet MakeAnother() => new() { _slots = MakeSlots(_slots.Length) };

    /// <summary>Forgets all and keeps the room.</summary>
    public void Clear()
    {
        Array.Clear(_slots);
        Count = 0;
    }

    public bool Contains(ulong fingerprint) => _slots[SlotOf(_slots, fingerprint)] == fingerprint;

    public bool Add(ulong fingerprint)
    {
        int slot = SlotOf(_slots, fingerprint);
        if (_slots[slot] == fingerprint)
        {
            return false;
        }

        _slots[slot] = fingerprint;
        if (++Count > _slots.Length / 5 * 4)
        {
            Grow();
        }

        return true;
    }

    private void Grow()
    {
        ulong[] slots = MakeSlots(_slots.Length * 2);
        foreach (ulong fingerprint in _slots)
        {
            if (fingerprint != 0)
            {
                slots[SlotOf(slots, fingerprint)] = fingerprint;
            }
        }

        _slots = slots;
    }

    private static ulong[] MakeSlots(int count) => LargeArray.Make(count, static count => new ulong[count]);

    private static int SlotOf(ulong[] slots, ulong fingerprint)
    {
        int mask = slots.Length - 1;
        int slot = (int)fingerprint & mask;
        while (slots[slot] != 0 && slots[slot] != fingerprint)
        {
            slot = (slot + 1) & mask;
        }

        return slot;
    }
}
