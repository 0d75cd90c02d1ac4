namespace IntegrationLogs.Client.Tests.Feed;

public sealed class IntegrationLogEntryTests
{
    private static readonly DateTimeOffset Time = new(2026, 3, 1, 2, 2, 0, TimeSpan.FromHours(1));

    [Fact]
    public void Elastic_Paths_log_is_taken_field_by_field()
    {
        var log = new ElasticPathLog
        {
            Id = "log",
            IntegrationId = "integration",
            JobId = "job",
            Attempt = 3,
            Succeeded = false,
            StatusCode = 404,
            ErrorDetail = "Not found.",
            CreatedAt = Time,
            Body = "body",
        };

        var expected = new IntegrationLogEntry
        {
            Vendor = IntegrationVendor.ElasticPath,
            IntegrationId = "integration",
            LogId = "log",
            OccurredAt = Time,
            Succeeded = false,
            StatusCode = 404,
            Message = "Not found.",
            Attempt = 3,
            JobId = "job",
            Source = log,
        };
        Assert.Equal(expected, IntegrationLogEntry.From(log));
    }

    [Fact]
    public void Sendclouds_log_is_taken_field_by_field()
    {
        var log = new SendcloudLog
        {
            Id = 5,
            IntegrationId = 7,
            BaseUrl = "https://shop",
            FullUrl = "https://shop/orders",
            Method = "GET",
            ResponseCode = 495,
            ExceptionType = "requests.exceptions.SSLError",
            Exception = "An SSL error occurred",
            CreatedAt = Time,
        };

        var expected = new IntegrationLogEntry
        {
            Vendor = IntegrationVendor.Sendcloud,
            IntegrationId = "7",
            LogId = "5",
            OccurredAt = Time,
            Succeeded = false,
            StatusCode = 495,
            Method = "GET",
            Url = "https://shop/orders",
            Message = "An SSL error occurred",
            ExceptionType = "requests.exceptions.SSLError",
            Source = log,
        };
        Assert.Equal(expected, IntegrationLogEntry.From(log));
    }

    [Fact]
    public void What_a_vendor_leaves_empty_is_null()
    {
        var sendcloud = IntegrationLogEntry.From(new SendcloudLog { FullUrl = "", Method = "", Exception = "", ExceptionType = "" });
        var elasticPath = IntegrationLogEntry.From(new ElasticPathLog { ErrorDetail = "" });

        Assert.Equal(
            (null, null, null, null, null),
            (sendcloud.Url, sendcloud.Method, sendcloud.Message, sendcloud.ExceptionType, elasticPath.Message));
        Assert.Equal("https://shop", IntegrationLogEntry.From(new SendcloudLog { BaseUrl = "https://shop" }).Url);
    }

    [Theory]
    [InlineData(0, null)]
    [InlineData(-1, null)]
    [InlineData(null, null)]
    [InlineData(1, 1)]
    [InlineData(503, 503)]
    public void No_answer_is_null_whichever_vendor_says_so(int? status, int? expected)
    {
        var elasticPath = new ElasticPathLog { StatusCode = status, Succeeded = false };

        Assert.Equal(expected, IntegrationLogEntry.From(elasticPath).StatusCode);
        Assert.Equal(expected, IntegrationLogEntry.From(new SendcloudLog { ResponseCode = status, Exception = "No answer" }).StatusCode);
        Assert.Equal(expected, JobOutcome.From("i", "j", [elasticPath]).StatusCode);
        Assert.Equal(status, elasticPath.StatusCode);
    }

    [Fact]
    public void Its_text_is_a_sentence_of_the_parts_that_are_there()
    {
        var log = new SendcloudLog
        {
            Id = 5,
            IntegrationId = 7,
            FullUrl = "https://shop/?key=secret",
            ResponseCode = 404,
            ExceptionType = "requests.exceptions.HTTPError",
            Exception = "404 for https://user:secret@shop/?key=secret",
            CreatedAt = Time,
        };

        Assert.Equal(
            "Sendcloud log 5 of integration 7 failed with status 404 at 2026-03-01T02:02:00.0000000+01:00: requests.exceptions.HTTPError.",
            IntegrationLogEntry.From(log).ToString());
        Assert.Equal(
            "Sendcloud log 5 of integration 7 failed at 2026-03-01T02:02:00.0000000+01:00: 404 for https://***@shop/?key=***.",
            IntegrationLogEntry.From(log with { ResponseCode = null, ExceptionType = null }).ToString());
        Assert.Equal(IntegrationLogEntry.From(log).ToString(), log.ToString());
        Assert.Equal(
            @"ElasticPath log a\nb has no known outcome.", IntegrationLogEntry.From(new ElasticPathLog { Id = "a\nb" }).ToString());
        Assert.Equal("ElasticPath log, job j, succeeded with status 200.", new ElasticPathLog { JobId = "j", StatusCode = 200 }.ToString());
        Assert.Equal("Sendcloud log failed.", new SendcloudLog().ToString());
        Assert.Equal(
            "ElasticPath job j of integration i has no known outcome, 1 attempt.", JobOutcome.From("i", "j", [new ElasticPathLog()]).ToString());
        Assert.Equal("Sendcloud integration without an id is not failing.", new SendcloudIntegration().ToString());
    }

    [Fact]
    public void A_long_message_is_cut_in_its_text_and_no_address_shows_its_secrets()
    {
        string text = new ElasticPathLog { ErrorDetail = "Post https://u:secret@shop/?k=secret " + new string('x', 100_000) }.ToString();

        Assert.InRange(text.Length, 200, 300);
        Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
    }
}
