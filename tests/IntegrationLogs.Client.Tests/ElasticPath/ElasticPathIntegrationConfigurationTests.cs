using System.Text.Json;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.ElasticPath;

public class ElasticPathIntegrationConfigurationTests
{
    [Fact]
    public void The_secret_key_is_in_its_property_and_nowhere_else()
    {
        var configuration = Read("""{"url":"https://hook.example/a?b","secret_key":"shhh"}""");

        Assert.Equal("shhh", configuration.SecretKey);
        Assert.Equal("https://hook.example/a?b", configuration.Url);
        Assert.Equal("""{"url":"https://hook.example/a?b","secret_key":"***"}""", Write(configuration));
        Assert.Equal("ElasticPathIntegrationConfiguration: url set, secret key set", configuration.ToString());
        Assert.Equal(
            "ElasticPathIntegrationConfiguration: url not set, secret key not set", new ElasticPathIntegrationConfiguration().ToString());
    }

    [Theory]
    [InlineData("aws_secret_access_key")]
    [InlineData("aws_access_key_id")]
    [InlineData("Password")]
    [InlineData("passcode")]
    [InlineData("authToken")]
    [InlineData("CREDENTIALS")]
    [InlineData("secret_key")]
    public void A_setting_whose_name_tells_of_a_secret_is_masked_whatever_its_type(string name)
    {
        foreach (string value in (string[])["\"s3cret\"", "12345678", "{\"a\":\"s3cret\"}", "[\"s3cret\"]", "true"])
        {
            ElasticPathIntegrationConfiguration configuration = Read($"{{\"{name}\":{value}}}");

            Assert.Equal($"{{\"{name}\":\"***\"}}", Write(configuration));
        }

        Assert.Equal($"{{\"{name}\":null}}", Write(Read($"{{\"{name}\":null}}")));
    }

    [Fact]
    public void Other_settings_are_written_as_they_came_and_readable_as_they_came()
    {
        const string json = """{"host":"mq.example","port":61613,"queue":null,"login":{"user":"a","password":"s3cret"}}""";

        ElasticPathIntegrationConfiguration configuration = Read(json);

        Assert.Equal("""{"user":"a","password":"s3cret"}""", configuration.AdditionalProperties["login"].GetRawText());
        Assert.Equal(
            """{"host":"mq.example","port":61613,"queue":null,"login":{"user":"a","password":"***"}}""", Write(configuration));
    }

    [Fact]
    public void A_secret_is_masked_at_any_depth()
    {
        string json = """{"a":[[{"b":{"\u0074oken":["s3cret",{"c":1}],"c":[1.50,"x\u0041",true,null,{}],"key":null,"\ud800":1}}]]}""";

        Assert.Equal(
            """{"a":[[{"b":{"token":"***","c":[1.50,"x\u0041",true,null,{}],"key":null,"\uFFFD":1}}]]}""", Write(Read(json)));
    }

    [Theory]
    [InlineData("\"secret_key=s3cret\"", "\"***\"")]
    [InlineData("[{\"url\":\"u\",\"secret_key\":\"s3cret\"}]", "[{\"url\":\"u\",\"secret_key\":\"***\"}]")]
    [InlineData("null", "null")]
    [InlineData("5", "5")]
    public void A_configuration_that_is_no_object_gives_no_secret_away(string value, string expected)
    {
        string json = $"{{\"id\":\"a\",\"configuration\":{value},\"new\":1}}";

        ElasticPathIntegration integration = JsonSerializer.Deserialize<ElasticPathIntegration>(json)!;

        Assert.Null(integration.Configuration);
        Assert.Equal($"{{\"id\":\"a\",\"configuration\":{expected},\"new\":1}}", JsonSerializer.Serialize(integration));
        Assert.DoesNotContain("s3cret", integration.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_secret_of_an_integration_is_masked_in_the_whole_records_JSON()
    {
        var integration = JsonSerializer.Deserialize<ElasticPathIntegration>(Examples.ElasticPathIntegration)!;

        Assert.Equal("shhh-very-secret", integration.Configuration!.SecretKey);
        string written = JsonSerializer.Serialize(integration);
        Assert.DoesNotContain("shhh", written, StringComparison.Ordinal);
        JsonAssert.Same(Examples.ElasticPathIntegration.Replace("shhh-very-secret", "***", StringComparison.Ordinal), written);
    }

    private static ElasticPathIntegrationConfiguration Read(string json) =>
        JsonSerializer.Deserialize<ElasticPathIntegrationConfiguration>(json)!;

    private static string Write(ElasticPathIntegrationConfiguration configuration) => JsonSerializer.Serialize(configuration);
}
