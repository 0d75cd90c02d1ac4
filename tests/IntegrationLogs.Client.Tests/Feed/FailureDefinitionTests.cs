using System.Text.Json;

namespace IntegrationLogs.Client.Tests.Feed;

/// <summary>What is a failure is decided in one place, and everything that asks gets the same answer.</summary>
public sealed class FailureDefinitionTests
{
    /// <summary>What Elastic Path says, as JSON, and whether the attempt delivered its event.</summary>
    public static TheoryData<string, bool?> ElasticPathLogs => new()
    {
        { "{}", null },
        { """{"succeeded":true}""", true },
        { """{"succeeded":false}""", false },
        { """{"succeeded":null,"status_code":null,"error_detail":null}""", null },
        { """{"status_code":200}""", true },
        { """{"status_code":299}""", true },
        { """{"status_code":199}""", false },
        { """{"status_code":300}""", false },
        { """{"status_code":404}""", false },
        { """{"status_code":0}""", false },

        // The reason of a failure.
        { """{"error_detail":"timeout"}""", false },
        { """{"succeeded":null,"status_code":null,"error_detail":"timeout"}""", false },
        { """{"status_code":200,"error_detail":"timeout"}""", false },
        { """{"status_code":404,"error_detail":"Not found"}""", false },
        { """{"succeeded":false,"error_detail":"Not found"}""", false },
        { """{"succeeded":"maybe","error_detail":"timeout"}""", false },
        { """{"error_detail":{"reason":"timeout"}}""", false },
        { """{"error_detail":["timeout"],"status_code":200}""", false },
        { """{"error_detail":17}""", false },

        // No reason at all.
        { """{"error_detail":""}""", null },
        { """{"error_detail":" "}""", null },
        { """{"error_detail":"","status_code":204}""", true },
        { """{"error_detail":false,"status_code":204}""", true },

        // The vendor's own verdict is above all else.
        { """{"succeeded":true,"status_code":500}""", true },
        { """{"succeeded":true,"status_code":200,"error_detail":"slow"}""", true },
        { """{"succeeded":false,"status_code":200}""", false },
    };

    /// <summary>What Sendcloud says, as JSON: its lists hold failures only, so nothing in a log makes it none.</summary>
    public static TheoryData<string> SendcloudLogs =>
    [
        "{}",
        """{"base_url":"https://shop.example"}""",
        """{"response_code":null,"exception":null,"exception_type":null}""",
        """{"response_code":200}""",
        """{"response_code":204,"exception":"","exception_type":""}""",
        """{"response_code":200,"exception_type":"ValueError"}""",
        """{"response_code":404}""",
        """{"response_code":495,"exception":"An SSL error occurred"}""",
        """{"response_code":"200"}""",
    ];

    [Theory]
    [MemberData(nameof(ElasticPathLogs))]
    public void An_attempt_of_Elastic_Path_has_one_outcome_wherever_it_is_asked_for(string json, bool? succeeded)
    {
        ElasticPathLog log = JsonSerializer.Deserialize<ElasticPathLog>(json)!;

        AssertOutcome(succeeded, IntegrationLogEntry.From(log), log.ToString());
        Assert.Equal(succeeded is false, log.IsFailure);
        Assert.Equal(
            succeeded switch { true => JobStatus.DeliveredAtFirstAttempt, false => JobStatus.Failing, null => JobStatus.Unknown },
            JobOutcome.From("integration", "job", [log]).Status);
    }

    [Theory]
    [MemberData(nameof(SendcloudLogs))]
    public void Each_log_of_Sendcloud_is_a_failure(string json)
    {
        SendcloudLog log = JsonSerializer.Deserialize<SendcloudLog>(json)!;

        AssertOutcome(false, IntegrationLogEntry.From(log), log.ToString());
    }

    [Fact]
    public void A_log_that_cannot_be_read_is_a_failure_where_its_list_holds_nothing_else()
    {
        var unreadable = new UnreadableRecord("It is no object but Null.", "null"u8.ToArray());

        AssertOutcome(false, IntegrationLogEntry.From(new SendcloudLog { Unreadable = unreadable }), " failed");
        AssertOutcome(null, IntegrationLogEntry.From(new ElasticPathLog { Unreadable = unreadable }), " has no known outcome");
    }

    private static void AssertOutcome(bool? succeeded, IntegrationLogEntry entry, string sentence)
    {
        bool isFailure = succeeded is false;
        Assert.Equal((succeeded, isFailure), (entry.Succeeded, entry.IsFailure));
        Assert.Equal(isFailure, new EntryFilter { FailuresOnly = true }.Accepts(entry));
        string outcome = succeeded switch { true => " succeeded", false => " failed", null => " has no known outcome" };
        Assert.Contains(outcome, sentence, StringComparison.Ordinal);
        Assert.Contains(outcome, entry.ToString(), StringComparison.Ordinal);
        IntegrationLogEntry read = JsonSerializer.Deserialize<IntegrationLogEntry>(JsonSerializer.Serialize(entry))!;
        Assert.Equal((succeeded, isFailure), (read.Succeeded, read.IsFailure));
    }
}
