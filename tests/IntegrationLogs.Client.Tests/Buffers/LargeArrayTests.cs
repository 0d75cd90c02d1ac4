using IntegrationLogs.Client.Buffers;

namespace IntegrationLogs.Client.Tests.Buffers;

public sealed class LargeArrayTests
{
    [Fact]
    public void It_is_made_once_where_there_is_room()
    {
        int made = 0;

        Assert.Equal(3, LargeArray.Make(3, length => new ulong[length + made++]).Length);
        Assert.Equal(1, made);
    }

    [Fact]
    public void Where_memory_runs_out_it_is_made_after_a_collection()
    {
        int collections = GC.CollectionCount(GC.MaxGeneration);
        int tries = 0;

        byte[] array = LargeArray.Make(3, length => new byte[++tries == 1 ? int.MaxValue : length]);

        Assert.Equal(3, array.Length);
        Assert.Equal(2, tries);
        Assert.True(GC.CollectionCount(GC.MaxGeneration) > collections);
    }

    [Fact]
    public void Where_memory_stays_out_the_caller_is_told()
    {
        int tries = 0;

        Assert.Throws<OutOfMemoryException>(() => LargeArray.Make(int.MaxValue, length => new byte[length + (0 * ++tries)]));
        Assert.Equal(2, tries);
    }
}
