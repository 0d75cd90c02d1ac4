using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace IntegrationLogs.Client.Tests.Feed;

public sealed class LogSourceTests
{
    [Fact]
    public void A_source_is_named_by_its_vendor_and_integration()
    {
        Assert.Equal(
            ["ElasticPath", "ElasticPath/a%2Fb", "Sendcloud", "Sendcloud/123"],
            new[] { LogSource.ElasticPath(), LogSource.ElasticPath("a/b"), LogSource.Sendcloud(), LogSource.Sendcloud(123) }
                .Select(source => source.Name));
        Assert.Equal("Sendcloud/123", LogSource.Sendcloud(123).ToString());
    }

    [Fact]
    public void Sources_of_one_list_are_equal()
    {
        Assert.Equal(LogSource.Sendcloud(1), LogSource.Sendcloud(1));
        Assert.NotEqual(LogSource.Sendcloud(1), LogSource.ElasticPath("1"));
        Assert.NotEqual(LogSource.Sendcloud(1), LogSource.Sendcloud());
    }

    [Theory]
    [InlineData("Sendcloud/123", true)]
    [InlineData("ElasticPath/a%2Fb", true)]
    [InlineData("ElasticPath", true)]
    [InlineData("Sendcloud/x", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void A_source_is_parsed_as_any_parsable_type_is(string? text, bool isSource)
    {
        Assert.Equal(isSource, TryParse(text, out LogSource? source));
        Assert.Equal(isSource ? text : null, source?.Name);
        if (isSource)
        {
            Assert.Equal(source, Parse<LogSource>(text!));
        }
        else if (text is not null)
        {
            Assert.StartsWith(
                $"'{text}' is no source of logs", Assert.Throws<FormatException>(() => Parse<LogSource>(text)).Message, StringComparison.Ordinal);
        }

        static T Parse<T>(string text)
            where T : IParsable<T> => T.Parse(text, CultureInfo.InvariantCulture);

        static bool TryParse<T>(string? text, out T? value)
            where T : IParsable<T> => T.TryParse(text, CultureInfo.InvariantCulture, out value);
    }

    [Fact]
    public void The_binder_of_configuration_reads_a_source_by_its_name()
    {
        IConfiguration settings = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Main"] = "Sendcloud/123",
                ["Others:0"] = "ElasticPath",
                ["Others:1"] = "ElasticPath/a%2Fb",
            })
            .Build();

        UsersSettings bound = settings.Get<UsersSettings>()!;

        Assert.Equal(LogSource.Sendcloud(123), bound.Main);
        Assert.Equal([LogSource.ElasticPath(), LogSource.ElasticPath("a/b")], bound.Others);
        settings["Main"] = "Sendclud/123";
        var error = Assert.Throws<InvalidOperationException>(() => settings.Get<UsersSettings>());
        Assert.Contains("'Main'", error.Message, StringComparison.Ordinal);
        Assert.IsType<FormatException>(error.InnerException);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    public void An_id_that_cannot_be_part_of_an_address_is_refused(string id) =>
        Assert.Equal("integrationId", Assert.Throws<ArgumentException>(() => LogSource.ElasticPath(id)).ParamName);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void A_number_that_is_no_id_is_refused(long id) =>
        Assert.Equal("integrationId", Assert.Throws<ArgumentOutOfRangeException>(() => LogSource.Sendcloud(id)).ParamName);

    private sealed class UsersSettings
    {
        public LogSource? Main { get; set; }

        public List<LogSource> Others { get; } = [];
    }
}
