using IntegrationLogs.Client.Http;

namespace IntegrationLogs.Client.Tests.Http;

public sealed class ResponseSerializerTests
{
    [Fact]
    public void A_type_that_nothing_writes_is_named()
    {
        var error = Assert.Throws<NotSupportedException>(() => new ResponseSerializer().ToHttpContent(1));

        Assert.Equal("Nothing reads or writes a System.Int32: add it to the JsonSerializerContext given to AddApi.", error.Message);
    }
}
