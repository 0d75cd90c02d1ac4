using IntegrationLogs.Client.Reliability.Infrastructure;
using Xunit.Abstractions;

namespace IntegrationLogs.Client.Reliability.RetryMatrix;

/// <summary>Every fault with every <c>Retry-After</c>, for pages and tokens of both vendors; the expectations are one table.</summary>
public sealed class RetryMatrixTests(ITestOutputHelper output)
{
    private int _requests;

    [Fact]
    public Task A_fault_that_stays_is_thrown_as_the_table_says() => TryAsync("cells", MatrixCell.All(), FailAsync);

    [Fact]
    public Task After_one_fault_all_goes_on_and_nothing_is_lost() =>
        TryAsync("cells with one fault", MatrixCell.All(), cell => RecoverAsync(cell, after: 0, times: 1));

    [Fact]
    public Task After_two_faults_all_goes_on_and_nothing_is_lost() => TryAsync(
        "cells with two faults",
        MatrixCell.All().Where(cell => cell.Expected.IsRetried),
        cell => RecoverAsync(cell, after: 0, times: 2));

    [Fact]
    public Task A_fault_on_a_connection_that_has_served_before_is_no_different() => TryAsync(
        "cells on used connections",
        MatrixCell.All().Where(cell => !cell.IsBeforeRequests),
        cell => RecoverAsync(cell, after: 1, times: 1));

    private async Task FailAsync(MatrixCell cell)
    {
        await using var trial = new MatrixTrial(cell, after: 0, Strikes.Always);

        MatrixReading reading = await trial.ReadAsync();

        MatrixErrors.AssertTells(cell, reading.Error, cell.Expected.Sent, last: cell.Expected.Sent);
        AssertSent(trial, cell, cell.Expected.Sent, others: 0);
        Assert.Equal(cell.IsBeforeRequests ? 0 : trial.Sent, trial.Server.Requests);
        Assert.Equal(cell.Waits, trial.Waits);
        Assert.Equal(cell.Waits.Count, trial.RetriesLogged);
        // Where time ended for the page, the token's request ends a moment later.
        await Eventually.IsTrueAsync(() => trial.TokenFailuresLogged == (cell.OnToken ? 1 : 0));
        await AssertConnectionsAsync(trial, cell.Row.Connection switch
        {
            "kept" => (1, 1),
            "ended" => (trial.Sent, 0),
            _ => (0, 0),
        });
        await trial.EndAsync();
    }

    private async Task RecoverAsync(MatrixCell cell, int after, int times)
    {
        await using var trial = new MatrixTrial(cell, after, times);
        for (int i = 0; i < after; i++)
        {
            AssertRead(await trial.ReadAsync(), attempts: 1);
            trial.ExpireToken();
        }

        MatrixReading reading = await trial.ReadAsync();
        if (!cell.Expected.IsRetried)
        {
            MatrixErrors.AssertTells(cell, reading.Error, sent: 1, last: after + 1);
            trial.EndPause();
            reading = await trial.ReadAsync();
        }

        AssertRead(reading, cell.OnToken || !cell.Expected.IsRetried ? 1 : times + 1);
        AssertSent(trial, cell, after + times + 1, others: cell.OnToken ? after + 1 : 0);
        Assert.Equal(cell.Waits.Take(times), trial.Waits);
        Assert.Equal(trial.Waits.Count, trial.RetriesLogged);
        await AssertConnectionsAsync(trial, (cell.Row.Connection == "ended" ? times + 1 : 1, 1));
        await trial.EndAsync();
    }

    private void AssertSent(MatrixTrial trial, MatrixCell cell, int sent, int others)
    {
        Assert.Equal((sent, others), (trial.Sent, trial.Others));
        Assert.True(cell.IsBeforeRequests || trial.Server.Requests == sent, $"The server saw {trial.Server.Requests} of {sent} requests.");
        _requests += trial.Sent + trial.Others;
    }

    private static void AssertRead(MatrixReading reading, int attempts)
    {
        Assert.Null(reading.Error);
        Assert.Equal(MatrixAnswers.Ids, reading.Ids);
        Assert.Equal(attempts, reading.Attempts);
    }

    /// <summary>How many connections were made in all, and how many stay open once nothing is under way.</summary>
    private static async Task AssertConnectionsAsync(MatrixTrial trial, (int Taken, int Open) expected)
    {
        (int Taken, int Open) Now() => (trial.Server.Connections.Taken, trial.Server.Connections.Open);

        await Record.ExceptionAsync(() => Eventually.IsTrueAsync(() => Now() == expected));
        Assert.Equal(expected, Now());
    }

    private async Task TryAsync(string what, IEnumerable<MatrixCell> cells, Func<MatrixCell, Task> check)
    {
        int tried = 0;
        var deviations = new List<string>();
        foreach (MatrixCell cell in cells)
        {
            tried++;
            if (await Record.ExceptionAsync(() => check(cell)) is Exception error)
            {
                deviations.Add($"{cell}: {error}");
            }
        }

        output.WriteLine($"Retry matrix: {tried:N0} {what}, {_requests:N0} requests, {deviations.Count:N0} deviations");
        Assert.True(deviations.Count == 0, string.Join("\n\n", deviations.Take(20)));
    }
}
