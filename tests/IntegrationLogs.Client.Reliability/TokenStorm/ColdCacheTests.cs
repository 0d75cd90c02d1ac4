using Xunit.Abstractions;

namespace IntegrationLogs.Client.Reliability.TokenStorm;

[Collection(Storm.Turns)]
public sealed class ColdCacheTests(ITestOutputHelper output)
{
    public static TheoryData<IntegrationVendor> Vendors => Storm.Vendors;

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task A_thousand_callers_on_a_cold_cache_cost_one_token_request(IntegrationVendor vendor)
    {
        await using Storm storm = await Storm.StartAsync(vendor);

        IReadOnlyList<Exception?> outcomes = await storm.OutcomesAsync(storm.BeginEverywhere());

        Assert.All(outcomes, Assert.Null);
        Assert.Equal((1, Storm.Callers), storm.TakeRequests());
        await storm.Trial.EndAsync();
        output.WriteLine($"Token storm: {vendor}, {Storm.Callers:N0} callers, cold cache: 1 token request");
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task When_the_first_half_of_the_callers_leaves_the_other_half_gets_the_token_they_began_to_fetch(IntegrationVendor vendor)
    {
        await using Storm storm = await Storm.StartAsync(vendor);
        Gate tokens = storm.HoldTokens();
        using var leaving = new CancellationTokenSource();

        Task<ResponseInfo>[] first = storm.Begin(Storm.Callers / 2, leaving.Token);
        Task<ResponseInfo>[] others = storm.Begin(Storm.Callers / 2);
        await tokens.Reached;
        await leaving.CancelAsync();
        IReadOnlyList<Exception?> left = await storm.OutcomesAsync(first);
        tokens.Open();

        Assert.All(
            left, error => Assert.Equal(leaving.Token, Assert.IsAssignableFrom<OperationCanceledException>(error).CancellationToken));
        Assert.All(await storm.OutcomesAsync(others), Assert.Null);
        Assert.Equal((1, Storm.Callers / 2), storm.TakeRequests());
        output.WriteLine(
            $"Token storm: {vendor}, the leading {left.Count:N0} of {Storm.Callers:N0} callers cancelled: 1 token request, "
            + $"{others.Length:N0} served");
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task A_token_that_nobody_waits_for_any_longer_serves_the_next_caller(IntegrationVendor vendor)
    {
        await using Storm storm = await Storm.StartAsync(vendor);
        Gate tokens = storm.HoldTokens();
        using var leaving = new CancellationTokenSource();

        Task<ResponseInfo>[] callers = storm.Begin(Storm.SomeCallers, leaving.Token);
        await tokens.Reached;
        await leaving.CancelAsync();
        await storm.OutcomesAsync(callers);
        tokens.Open();
        await storm.CallAsync();

        Assert.Equal((1, 1), storm.TakeRequests());
    }
}
