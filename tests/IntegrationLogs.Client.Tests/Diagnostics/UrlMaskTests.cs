using IntegrationLogs.Client.Diagnostics;

namespace IntegrationLogs.Client.Tests.Diagnostics;

public sealed class UrlMaskTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("", "")]
    [InlineData("https://host.example:8080/path", "https://host.example:8080/path")]
    [InlineData("https://user:pass@host/path", "https://***@host/path")]
    [InlineData("https://user@host", "https://***@host")]
    [InlineData("https://user:p@ss@host", "https://***@host")]
    [InlineData("https://user:pa/ss@host/path", "https://***@host/path")]
    [InlineData("user:pass@host", "***@host")]
    [InlineData("//user:pass@host", "//***@host")]
    [InlineData("amqps://user:pass@host:5671/vhost", "amqps://***@host:5671/vhost")]
    [InlineData("https://host/hook?token=abc", "https://host/hook?token=***")]
    [InlineData("https://host/hook?a=1&token=a=b&c=&d#e=f", "https://host/hook?a=***&token=***&c=&***#e=***")]
    [InlineData("https://host?secret", "https://host?***")]
    [InlineData("https://host/?mail=a@b", "https://host/?mail=***")]
    [InlineData("/hook?token=abc;more=def", "/hook?token=***;more=***")]
    [InlineData("https://host#secret", "https://host#***")]
    public void Who_asks_and_the_values_of_a_query_are_masked(string? url, string? expected) => Assert.Equal(expected, UrlMask.Of(url));

    [Theory]
    [InlineData("Post \"https://u:p@host/?t=abc\": dial tcp: timeout", "Post \"https://***@host/?t=***\": dial tcp: timeout")]
    [InlineData("see http://a/?b=c and http://d@e.", "see http://a/?b=*** and http://***@e.")]
    [InlineData("no address, a@b or ?c=d", "no address, a@b or ?c=d")]
    public void Addresses_inside_a_text_are_masked(string text, string expected) => Assert.Equal(expected, UrlMask.InText(text));
}
