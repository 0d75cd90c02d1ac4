using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Feed;

public sealed class JobOutcomeTests
{
    private static readonly DateTimeOffset Time = new(2026, 3, 1, 2, 2, 0, TimeSpan.FromHours(1));

    [Fact]
    public void Five_failed_attempts_are_one_failure()
    {
        JobOutcome outcome = Of([.. Enumerable.Range(1, 5).Select(attempt => Failed(attempt, minute: attempt, status: 500 + attempt))]);

        var expected = new JobOutcome
        {
            IntegrationId = "integration",
            JobId = "job",
            Status = JobStatus.Failing,
            Attempts = 5,
            FirstAttemptAt = Time.AddMinutes(1),
            LastAttemptAt = Time.AddMinutes(5),
            StatusCode = 505,
            Message = "Failed 5.",
            Logs = [.. Enumerable.Range(1, 5)
                .Select(attempt => IntegrationLogEntry.From(Failed(attempt, minute: attempt, status: 500 + attempt)))],
        };
        Assert.Equal(expected, outcome);
        Assert.True(outcome.IsFailure);
    }

    [Fact]
    public void An_attempt_that_delivered_is_the_jobs_outcome()
    {
        JobOutcome outcome = Of(Succeeded(3, minute: 9), Failed(1, minute: 1), Failed(2, minute: 4));

        Assert.Equal(
            (JobStatus.DeliveredAfterRetries, false, 3, Time.AddMinutes(1), Time.AddMinutes(9), Time.AddMinutes(9), 200, null),
            (outcome.Status, outcome.IsFailure, outcome.Attempts, outcome.FirstAttemptAt, outcome.LastAttemptAt, outcome.DeliveredAt,
                outcome.StatusCode, outcome.Message));
        Assert.Equal([1, 2, 3], outcome.Logs.Select(log => log.Attempt));
    }

    [Fact]
    public void A_job_that_was_delivered_stays_so_whatever_a_later_attempt_says()
    {
        JobOutcome later = Of(Failed(3, minute: 3), Succeeded(2, minute: 2), Failed(1, minute: 1), Succeeded(4, minute: 4));
        JobOutcome atOnce = Of(Failed(2, minute: 2), Succeeded(1, minute: 1));

        Assert.Equal((JobStatus.DeliveredAfterRetries, 4, Time.AddMinutes(2)), (later.Status, later.Attempts, later.DeliveredAt));
        Assert.Equal(
            (JobStatus.DeliveredAtFirstAttempt, 2, Time.AddMinutes(1), 500),
            (atOnce.Status, atOnce.Attempts, atOnce.DeliveredAt, atOnce.StatusCode));
    }

    [Theory]
    [InlineData(1, JobStatus.DeliveredAtFirstAttempt, 1)]
    [InlineData(null, JobStatus.DeliveredAtFirstAttempt, 1)]
    [InlineData(0, JobStatus.DeliveredAtFirstAttempt, 1)]
    [InlineData(3, JobStatus.DeliveredAfterRetries, 3)]
    public void The_number_of_an_attempt_tells_of_those_whose_logs_are_missing(int? attempt, JobStatus status, int attempts)
    {
        JobOutcome outcome = Of(Succeeded(attempt, minute: 1));

        Assert.Equal((status, attempts), (outcome.Status, outcome.Attempts));
    }

    [Theory]
    [InlineData(null, null, JobStatus.Unknown)]
    [InlineData(null, 204, JobStatus.DeliveredAtFirstAttempt)]
    [InlineData(null, 404, JobStatus.Failing)]
    [InlineData(true, 404, JobStatus.DeliveredAtFirstAttempt)]
    [InlineData(false, 200, JobStatus.Failing)]
    public void Without_a_word_on_the_outcome_the_status_counts(bool? succeeded, int? status, JobStatus expected) =>
        Assert.Equal(expected, Of(new ElasticPathLog { Id = "1", Succeeded = succeeded, StatusCode = status }).Status);

    [Fact]
    public void An_attempt_that_says_nothing_is_passed_over()
    {
        var silent = new ElasticPathLog { Id = "silent", Attempt = 3, CreatedAt = Time.AddMinutes(3) };

        JobOutcome outcome = Of(silent, Failed(2, minute: 2));

        Assert.Equal((JobStatus.Failing, 3, null, null), (outcome.Status, outcome.Attempts, outcome.StatusCode, outcome.Message));
        Assert.Equal(JobStatus.DeliveredAfterRetries, Of(silent, Succeeded(4, minute: 4)).Status);
    }

    [Fact]
    public void Without_logs_nothing_is_known() => Assert.Equal(
        new JobOutcome { IntegrationId = "integration", JobId = "job" },
        Of());

    [Fact]
    public void Attempts_with_one_number_are_in_the_order_of_their_times()
    {
        ElasticPathLog early = Failed(1, minute: 1), late = Failed(1, minute: 2, status: 502), delivered = Succeeded(1, minute: 3);

        JobOutcome failing = Of(late, early);

        Assert.Equal((JobStatus.Failing, 2, 502), (failing.Status, failing.Attempts, failing.StatusCode));
        Assert.Equal(JobStatus.DeliveredAfterRetries, Of(delivered, late, early).Status);
    }

    [Fact]
    public void The_numbers_order_attempts_although_their_times_do_not()
    {
        JobOutcome outcome = Of(Failed(2, minute: 1, status: 502), Failed(1, minute: 5), Failed(3, minute: null, status: 503));

        Assert.Equal([1, 2, 3], outcome.Logs.Select(log => log.Attempt));
        Assert.Equal((503, Time.AddMinutes(1), Time.AddMinutes(5)), (outcome.StatusCode, outcome.FirstAttemptAt, outcome.LastAttemptAt));
    }

    [Fact]
    public void Times_order_attempts_of_which_one_has_no_number()
    {
        ElasticPathLog[] logs =
        [
            Failed(2, minute: 4, status: 502), Failed(null, minute: 1, status: 500), Failed(1, minute: 2, status: 501),
            Failed(3, minute: null, status: 503),
        ];

        Assert.Equal([503, 500, 501, 502], Of(logs).Logs.Select(log => log.StatusCode));
    }

    [Fact]
    public void Times_differ_in_digits_that_only_their_texts_have()
    {
        ElasticPathLog late = Failed(null, minute: 1, status: 502) with { Id = "a", CreatedAtText = "2026-03-01T01:03:00.000000002Z" };
        ElasticPathLog early = Failed(null, minute: 1) with { Id = "b", CreatedAtText = "2026-03-01T01:03:00.000000001Z" };

        Assert.Equal(502, Of(late, early).StatusCode);
    }

    [Fact]
    public void A_log_that_comes_twice_counts_once()
    {
        ElasticPathLog withId = Failed(null, minute: 1), without = Failed(null, minute: 2) with { Id = null };

        JobOutcome outcome = Of(withId, without, withId with { Type = "integration" }, without with { });

        Assert.Equal((2, 2), (outcome.Attempts, outcome.Logs.Count));
    }

    [Fact]
    public void The_order_in_which_logs_are_given_does_not_matter() => Properties.ForSeeds(random =>
    {
        ElasticPathLog[] logs = [.. Enumerable.Range(0, random.Next(6)).Select(_ => Any(random))];
        JobOutcome outcome = Of(logs);
        ElasticPathLog[] shuffled = [.. logs, .. logs];
        random.Shuffle(shuffled);

        Assert.Equal(outcome, Of(shuffled));
        Assert.InRange(outcome.Attempts, outcome.Logs.Count, Math.Max(4, outcome.Logs.Count));
        Assert.Equal(outcome.IsFailure, outcome.Logs.Any(log => log.IsFailure) && !outcome.Logs.Any(log => log.Succeeded is true));
        Assert.False(outcome.DeliveredAt < outcome.FirstAttemptAt || outcome.DeliveredAt > outcome.LastAttemptAt);
    });

    [Fact]
    public void Bad_input_is_named()
    {
        Assert.Throws<ArgumentException>("integrationId", () => JobOutcome.From("", "job", []));
        Assert.Throws<ArgumentNullException>("integrationId", () => JobOutcome.From(null!, "job", []));
        Assert.Throws<ArgumentException>("jobId", () => JobOutcome.From("integration", " ", []));
        Assert.Throws<ArgumentNullException>("logs", () => JobOutcome.From("integration", "job", null!));
        Assert.Throws<ArgumentException>("logs", () => JobOutcome.From("integration", "job", [null!]));
    }

    [Fact]
    public void Its_text_is_a_sentence_on_one_line()
    {
        ElasticPathLog failed = Failed(2, minute: 0) with { ErrorDetail = "No answer.", Body = "secret" };

        Assert.Equal(
            @"ElasticPath job a\nb of integration integration is failing, 2 attempts, the last with status 500 at "
            + "2026-03-01T02:02:00.0000000+01:00: No answer.",
            JobOutcome.From("integration", "a\nb", [failed]).ToString());
        Assert.Equal(
            ["has no known outcome", "was delivered at the first attempt", "was delivered after retries", "is failing"],
            Enum.GetValues<JobStatus>().Select(status =>
                $"{Of() with { Status = status }}".Replace("ElasticPath job job of integration integration ", null, StringComparison.Ordinal)
                    .Split(", 0 attempts.")[0]));
    }

    private static JobOutcome Of(params ElasticPathLog[] logs) => JobOutcome.From("integration", "job", logs);

    private static ElasticPathLog Failed(int? attempt, int? minute, int status = 500) => new()
    {
        Id = $"failed {attempt} {minute} {status}",
        Attempt = attempt,
        Succeeded = false,
        StatusCode = status,
        ErrorDetail = $"Failed {attempt}.",
        CreatedAt = minute is int minutes ? Time.AddMinutes(minutes) : null,
    };

    private static ElasticPathLog Succeeded(int? attempt, int minute) => new()
    {
        Id = $"succeeded {attempt} {minute}",
        Attempt = attempt,
        Succeeded = true,
        StatusCode = 200,
        CreatedAt = Time.AddMinutes(minute),
    };

    /// <summary>Anything a vendor may say, of few values, so that logs are alike in most of it.</summary>
    private static ElasticPathLog Any(Random random) => new()
    {
        Id = random.OneOf(null, null, "a", "b", "c"),
        Attempt = random.OneOf<int?>(null, 1, 2, 3, 4),
        Succeeded = random.OneOf<bool?>(null, true, false, false),
        StatusCode = random.OneOf<int?>(null, 200, 500),
        ErrorDetail = random.OneOf(null, "", "Failed."),
        Body = random.OneOf(null, "body"),
        CreatedAt = random.OneOf<DateTimeOffset?>(null, Time, Time.AddMinutes(1)),
        CreatedAtText = random.OneOf(null, "2026-03-01T01:02:00.000000001Z", "2026-03-01T01:02:00.000000002Z"),
    };
}
