using System.Text;
using System.Text.Json;
using IntegrationLogs.Client.Json;
using IntegrationLogs.Client.Sendcloud;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Sendcloud;

public class SendcloudPageReaderTests
{
    [Fact]
    public void The_documented_answer_is_read() => Assert.Equal(123, Assert.Single(Read(Examples.Text(Examples.SendcloudLogs)).Data).Id);

    [Theory]
    [InlineData("""{"data":[]}""")]
    [InlineData("""{"data":null}""")]
    [InlineData("""{"next":{"data":[{}]},"data":[],"new":1}""")]
    public void No_records_are_an_empty_page(string json) => Assert.Empty(Read(json).Data);

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("""{"data":{}}""")]
    [InlineData("""{"data":[{"id":1}""")]
    [InlineData("""{"errors":[]}""")]
    public void What_is_no_page_is_refused(string json) => Assert.ThrowsAny<JsonException>(() => Read(json));

    [Theory]
    [InlineData("cursor=abc&page_size=25", "abc")]
    [InlineData("page_size=25&cursor=a%3D=", "a%3D=")]
    [InlineData("after=abc", "after=abc")]
    public void The_cursor_of_a_query_is_found_to_be_masked(string query, string cursor) => Assert.Equal(cursor, SendcloudCursor.In(query));

    private static SendcloudPage<SendcloudLog> Read(string json)
    {
        var reader = new ObjectReader(Encoding.UTF8.GetBytes(json));
        return SendcloudPageReader.Read<SendcloudLog>(ref reader);
    }
}
