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

    [Theory]
    [InlineData(true, 500, true)]
    [InlineData(false, 200, false)]
    [InlineData(null, 200, true)]
    [InlineData(null, 299, true)]
    [InlineData(null, 300, false)]
    [InlineData(null, 199, false)]
    [InlineData(null, null, null)]
    public void What_Elastic_Path_says_of_the_outcome_counts_more_than_the_status(bool? says, int? status, bool? expected)
    {
        var entry = IntegrationLogEntry.From(new ElasticPathLog { Succeeded = says, StatusCode = status });

        Assert.Equal((expected, expected is false), (entry.Succeeded, entry.IsFailure));
    }

    [Theory]
    [InlineData(200, null, null, true)]
    [InlineData(200, "", "", true)]
    [InlineData(200, "ValueError", null, false)]
    [InlineData(200, null, "No such order", false)]
    [InlineData(404, null, null, false)]
    [InlineData(null, "requests.exceptions.ConnectTimeout", "Timed out", false)]
    [InlineData(null, null, null, null)]
    public void Sendclouds_outcome_is_what_the_exception_and_the_status_say(int? status, string? type, string? exception, bool? expected)
    {
        var entry = IntegrationLogEntry.From(new SendcloudLog { ResponseCode = status, ExceptionType = type, Exception = exception });

        Assert.Equal((expected, expected is false), (entry.Succeeded, entry.IsFailure));
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

    [Fact]
    public void Its_text_is_one_line_without_what_may_be_secret()
    {
        var entry = IntegrationLogEntry.From(new SendcloudLog
        {
            Id = 5,
            IntegrationId = 7,
            FullUrl = "https://shop/?key=secret",
            ResponseCode = 404,
            Exception = "secret",
            CreatedAt = Time,
        });

        Assert.Equal("Sendcloud log 5: integration 7, failed, status 404, 2026-03-01T02:02:00.0000000+01:00", entry.ToString());
        Assert.Equal(
            "ElasticPath log a b: integration , outcome unknown, status , ",
            IntegrationLogEntry.From(new ElasticPathLog { Id = "a\nb" }).ToString());
    }
}
