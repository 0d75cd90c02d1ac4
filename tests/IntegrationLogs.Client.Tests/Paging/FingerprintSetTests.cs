using IntegrationLogs.Client.Paging;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Paging;

public class FingerprintSetTests
{
    [Fact]
    public void It_behaves_like_a_hash_set() => Properties.ForSeeds(
        random =>
        {
            var set = new FingerprintSet();
            var model = new HashSet<ulong>();
            // Few distinct values repeat, and equal low bits collide in the table.
            ulong step = random.OneOf(1UL, 64UL, 1UL << 32, 0x9E3779B97F4A7C15UL);
            int range = random.OneOf(10, 300, 5000);
            for (int i = 0; i < 600; i++)
            {
                ulong fingerprint = Math.Max(1, unchecked((ulong)random.Next(1, range) * step));
                Assert.Equal(model.Contains(fingerprint), set.Contains(fingerprint));
                Assert.Equal(model.Add(fingerprint), set.Add(fingerprint));
                Assert.Equal(model.Count, set.Count);
            }

            Assert.All(model, fingerprint => Assert.True(set.Contains(fingerprint)));
        },
        cases: 200);

    [Fact]
    public void The_largest_and_smallest_fingerprints_fit()
    {
        var set = new FingerprintSet();

        Assert.False(set.Contains(ulong.MaxValue));
        Assert.True(set.Add(ulong.MaxValue));
        Assert.True(set.Add(1));
        Assert.True(set.Add(1UL << 63));
        Assert.False(set.Add(ulong.MaxValue));
        Assert.Equal(3, set.Count);
    }

    [Fact]
    public void A_cleared_set_and_one_made_of_another_hold_nothing_and_take_all_again()
    {
        var set = new FingerprintSet();
        ulong[] fingerprints = [.. Enumerable.Range(1, 500).Select(i => (ulong)i)];
        Assert.All(fingerprints, fingerprint => Assert.True(set.Add(fingerprint)));

        FingerprintSet another = set.MakeAnother();
        Assert.Equal(500, set.Count);
        set.Clear();

        foreach (FingerprintSet empty in (FingerprintSet[])[set, another])
        {
            Assert.Equal(0, empty.Count);
            Assert.DoesNotContain(fingerprints, empty.Contains);
            Assert.All(fingerprints, fingerprint => Assert.True(empty.Add(fingerprint)));
            Assert.Equal(500, empty.Count);
        }
    }
}
