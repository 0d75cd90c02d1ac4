namespace IntegrationLogs.Client.Tests.Feed.Incidents;

/// <summary>What is one cause, and what are two.</summary>
public sealed class IncidentCauseTests
{
    [Theory]
    [InlineData("dial tcp 10.0.0.1:443: i/o timeout", "dial tcp 203.0.113.9:8443: i/o timeout")]
    [InlineData("Post \"https://a.example/x?key=1\": EOF", "Post \"https://b.example/y\": EOF")]
    [InlineData("order 4711 was refused", "order 12 was refused")]
    [InlineData("event 5f0c2f3e-6b1d-4f43-9c39-1d8c40c8a111 is unknown", "event 00000000-6b1d-4f43-9c39-1d8c40c8a222 is unknown")]
    [InlineData("token eyJhbGciOiJIUzI1NiJ9 has expired", "token abcdef0123456789 has expired")]
    [InlineData("mail to a.b@shop.example failed", "mail to c@other.example failed")]
    [InlineData("took 10.5s", "took 3s")]
    [InlineData("refused\nat line 1", "refused\nat line 2 of another file")]
    [InlineData("no such field 'sku'", "no such field 'price'")]
    public void Messages_that_differ_in_variable_parts_are_one_cause(string one, string other) =>
        Assert.Equal(CauseOf(one), CauseOf(other));

    [Theory]
    [InlineData("connection refused", "connection reset")]
    [InlineData("x509: certificate has expired", "x509: certificate signed by unknown authority")]
    public void Messages_that_say_something_else_are_two(string one, string other) => Assert.NotEqual(CauseOf(one), CauseOf(other));

    [Fact]
    public void The_status_is_the_cause_where_there_is_one()
    {
        Assert.Equal(CauseOf("order 1", 404), CauseOf("something else", 404));
        Assert.NotEqual(CauseOf("order 1", 404), CauseOf("order 1", 500));
        Assert.Equal("status 404", CauseOf("order 1", 404).ToString());
    }

    [Fact]
    public void An_error_detail_beside_a_good_status_is_the_cause() =>
        Assert.Equal("treating webhook as a fail", CauseOf("treating webhook as a fail", 200).ToString());

    [Fact]
    public void Exception_type_and_status_are_sendclouds_cause()
    {
        IncidentCause cause = SendcloudCauseOf(404, "HTTPError", "a");

        Assert.Equal("status 404, HTTPError", cause.ToString());
        Assert.Equal(cause, SendcloudCauseOf(404, "HTTPError", "b"));
        Assert.NotEqual(cause, SendcloudCauseOf(500, "HTTPError", "a"));
        Assert.NotEqual(cause, SendcloudCauseOf(404, "Timeout", "a"));
    }

    [Fact]
    public void A_failure_that_says_nothing_has_a_cause_all_the_same() => Assert.Equal("an unknown cause", CauseOf(null).ToString());

    [Fact]
    public void A_message_of_any_length_is_one_line_of_160_characters()
    {
        string? error = CauseOf(new string('a', 100_000) + "\u202e\n").Error;

        Assert.Equal(160, error!.Length);
        Assert.DoesNotContain('\n', error);
    }

    private static IncidentCause CauseOf(string? message, int status = 0) => IncidentCause.Of(IntegrationLogEntry.From(
        new ElasticPathLog { Id = "1", IntegrationId = "1", Succeeded = false, StatusCode = status, ErrorDetail = message }));

    private static IncidentCause SendcloudCauseOf(int status, string type, string message) => IncidentCause.Of(IntegrationLogEntry.From(
        new SendcloudLog { Id = 1, IntegrationId = 1, ResponseCode = status, ExceptionType = type, Exception = message }));
}
