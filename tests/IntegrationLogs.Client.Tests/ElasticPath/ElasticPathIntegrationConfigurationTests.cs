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
        Assert.Equal("""{"url":"https://hook.example/a?***","secret_key":"***"}""", Write(configuration));
        Assert.Equal("ElasticPathIntegrationConfiguration: url set, secret key set", configuration.ToString());
        Assert.Equal(
            "ElasticPathIntegrationConfiguration: url not set, secret key not set", new ElasticPathIntegrationConfiguration().ToString());
    }

    [Theory]
    [InlineData("aws_secret_access_key")]
    [InlineData("aws_access_key_id")]
    [InlineData("Password")]
    [InlineData("passcode")]
    [InlineData("passphrase")]
    [InlineData("pwd")]
    [InlineData("connection_string")]
    [InlineData("headers")]
    [InlineData("authorization")]
    [InlineData("login")]
    [InlineData("username")]
    [InlineData("sas")]
    [InlineData("certificate")]
    [InlineData("a setting that comes next year")]
    [InlineData("")]
    [InlineData("secret_key")]
    public void Only_settings_that_are_known_to_be_harmless_are_written(string name)
    {
        foreach (string value in (string[])["\"s3cret\"", "12345678", "{\"url\":\"s3cret\"}", "[\"s3cret\"]", "true"])
        {
            ElasticPathIntegrationConfiguration configuration = Read($"{{\"{name}\":{value}}}");

            Assert.Equal($"{{\"{name}\":\"***\"}}", Write(configuration));
            Assert.Equal(Write(configuration), Write(Read(Write(configuration))));
        }

        Assert.Equal($"{{\"{name}\":null}}", Write(Read($"{{\"{name}\":null}}")));
    }

    [Fact]
    public void Harmless_settings_are_written_as_they_came_and_all_are_readable_as_they_came()
    {
        const string json = """{"host":"mq.example","Port":61613,"queue":null,"tls":true,"login":{"user":"a","password":"s3cret"},"timeout":1.50}""";

        ElasticPathIntegrationConfiguration configuration = Read(json);

        Assert.Equal("""{"user":"a","password":"s3cret"}""", configuration.AdditionalProperties["login"].GetRawText());
        Assert.Equal("""{"host":"mq.example","Port":61613,"queue":null,"tls":true,"login":"***","timeout":1.50}""", Write(configuration));
    }

    [Theory]
    [InlineData("url")]
    [InlineData("queue_url")]
    [InlineData("endpoint")]
    [InlineData("host")]
    public void Who_asks_and_the_query_of_an_address_are_not_written(string name)
    {
        Assert.Equal(
            $"{{\"{name}\":\"https://***@mq.example/a?token=***\"}}",
            Write(Read($"{{\"{name}\":\"https://user:s3cret@mq.example/a?token=s3cret\"}}")));
        Assert.Equal($"{{\"{name}\":\"***@mq.example\"}}", Write(Read($"{{\"{name}\":\"user:s3cret@mq.example\"}}")));
    }

    [Fact]
    public void A_secret_is_masked_at_any_depth()
    {
        string json = """
            {"queue":[[{"host":{"\u0074oken":["s3cret",{"url":1}],"port":[1.50,"x\u0041",true,null,{}],"key":null,"\ud800":1}}]],
             "destination":{"name":"n","headers":{"Authorization":"s3cret"},"url":["https://u:s3cret@h"]}}
            """;

        JsonAssert.Same(
            """
            {"queue":[[{"host":{"token":"***","port":[1.50,"xA",true,null,{}],"key":null,"\uFFFD":"***"}}]],
             "destination":{"name":"n","headers":"***","url":["https://***@h"]}}
            """,
            Write(Read(json)));
    }

    [Theory]
    [InlineData("\"secret_key=s3cret\"", "\"***\"")]
    [InlineData("[{\"url\":\"u\",\"secret_key\":\"s3cret\"},\"s3cret\",[5]]", "[{\"url\":\"u\",\"secret_key\":\"***\"},\"***\",[\"***\"]]")]
    [InlineData("null", "null")]
    [InlineData("5", "\"***\"")]
    public void A_configuration_that_is_no_object_gives_no_secret_away(string value, string expected)
    {
        string json = $"{{\"id\":\"a\",\"configuration\":{value},\"new\":1}}";

        ElasticPathIntegration integration = JsonSerializer.Deserialize<ElasticPathIntegration>(json)!;

        Assert.Null(integration.Configuration);
        JsonAssert.Same($"{{\"id\":\"a\",\"configuration\":{expected},\"new\":1}}", JsonSerializer.Serialize(integration));
        Assert.DoesNotContain("s3cret", integration.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Addresses_of_a_Sendcloud_integration_are_written_without_what_may_be_secret()
    {
        var integration = JsonSerializer.Deserialize<SendcloudIntegration>(
            """{"shop_url":"https://u:s3cret@shop.example","webhook_url":"https://shop.example/hook?token=s3cret"}""")!;

        Assert.Equal("https://shop.example/hook?token=s3cret", integration.WebhookUrl);
        Assert.Equal(
            """{"shop_url":"https://***@shop.example","webhook_url":"https://shop.example/hook?token=***"}""",
            JsonSerializer.Serialize(integration));
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
