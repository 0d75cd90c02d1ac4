using System.Text;
using IntegrationLogs.Client.Paging;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Paging;

/// <summary>Tokens that users have stored carry fingerprints: these values may never change within a token's version.</summary>
public class RecordFingerprintTests
{
    [Theory]
    [InlineData("", 17280346270528514342UL)]
    [InlineData("a", 9413272369427828315UL)]
    [InlineData("11de4222-fbda-498c-9ecb-cd46d598712f", 14416017330106941849UL)]
    [InlineData("é漢😀", 15487579232248360288UL)]
    public void The_fingerprint_of_a_text_id_is_fixed(string id, ulong expected) => Assert.Equal(expected, RecordFingerprint.Of(id));

    [Theory]
    [InlineData(0L, 17280346270528514342UL)]
    [InlineData(1L, 18018233131940483478UL)]
    [InlineData(123L, 4334651793917678811UL)]
    [InlineData(-1L, 8428061175036462809UL)]
    [InlineData(long.MaxValue, 11007713585466783790UL)]
    public void The_fingerprint_of_a_number_is_fixed(long id, ulong expected) => Assert.Equal(expected, RecordFingerprint.Of(id));

    [Theory]
    [InlineData("", 1578520776543378180UL)]
    [InlineData("{\"id\":null}", 17321267751261151091UL)]
    public void The_fingerprint_of_content_is_fixed(string content, ulong expected) =>
        Assert.Equal(expected, RecordFingerprint.Of(Encoding.UTF8.GetBytes(content)));

    [Fact]
    public void No_fingerprint_is_zero_and_a_million_ids_do_not_collide()
    {
        var numbers = new HashSet<ulong>();
        var texts = new HashSet<ulong>();
        for (int i = 0; i < 500_000; i++)
        {
            Assert.True(numbers.Add(RecordFingerprint.Of((long)i)));
            Assert.True(texts.Add(RecordFingerprint.Of(i.ToString("x8", System.Globalization.CultureInfo.InvariantCulture))));
        }

        Assert.DoesNotContain(0UL, numbers);
        Assert.DoesNotContain(0UL, texts);
    }

    [Fact]
    public void The_one_number_that_would_have_none_has_one_too() => Assert.Equal(1UL, RecordFingerprint.Of(2094230015291517895L));

    [Fact]
    public void The_same_id_has_the_same_fingerprint() => Properties.ForAll<string?>(id =>
        Assert.Equal(RecordFingerprint.Of(id ?? ""), RecordFingerprint.Of(new string((id ?? "").AsSpan()))));
}
