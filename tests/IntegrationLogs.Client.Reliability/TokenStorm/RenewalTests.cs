using IntegrationLogs.Client.Testing;
using Xunit.Abstractions;

namespace IntegrationLogs.Client.Reliability.TokenStorm;

[Collection(Storm.Turns)]
public sealed class RenewalTests(ITestOutputHelper output)
{
    private static readonly TimeSpan LastMinute = TimeSpan.FromMinutes(1);

    public static TheoryData<IntegrationVendor> Vendors => Storm.Vendors;

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task In_a_tokens_last_minute_all_callers_together_cost_one_renewal_and_none_of_them_waits_for_it(IntegrationVendor vendor)
    {
        await using Storm storm = await StartInTheLastMinuteAsync(vendor);
        Gate tokens = storm.HoldTokens();

        Assert.All(await storm.OutcomesAsync(storm.BeginEverywhere(Storm.SomeCallers)), Assert.Null);
        await tokens.Reached;
        Assert.Equal((0, Storm.SomeCallers), storm.TakeRequests());

        tokens.Open();
        await Eventually.IsTrueAsync(() => storm.Logged("TokenFetched") == 2);
        storm.Trial.Time.Clock.Advance(LastMinute);
        Assert.All(await storm.OutcomesAsync(storm.Begin(Storm.SomeCallers)), Assert.Null);
        Assert.Equal((1, Storm.SomeCallers), storm.TakeRequests());
        output.WriteLine(
            $"Token storm: {vendor}, 60 s before a token's end, {2 * Storm.SomeCallers:N0} callers: 1 token request, nobody waits");
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task A_renewal_that_fails_fails_for_nobody_until_the_token_has_expired_and_then_for_all(IntegrationVendor vendor)
    {
        await using Storm storm = await StartInTheLastMinuteAsync(vendor);
        storm.TokenFaults.Always(Fault.Status(500));

        Assert.All(await storm.OutcomesAsync(storm.BeginEverywhere(Storm.SomeCallers)), Assert.Null);
        await Eventually.IsTrueAsync(() => storm.Logged("TokenFailed") == 1);
        Assert.All(await storm.OutcomesAsync(storm.BeginEverywhere(Storm.SomeCallers)), Assert.Null);
        Assert.Equal((4, 2 * Storm.SomeCallers), storm.TakeRequests());

        storm.Trial.Time.Clock.Advance(LastMinute);
        IReadOnlyList<Exception?> outcomes = await storm.CallOnOneFetchAsync(Storm.SomeCallers);
        Assert.All(outcomes, error => Assert.Equal(500, (int)Assert.IsType<ApiAuthenticationException>(error).StatusCode));
        Assert.Equal((4, 0), storm.TakeRequests());

        storm.TokenFaults.Clear();
        await storm.CallAsync();
        Assert.Equal((1, 1), storm.TakeRequests());
        output.WriteLine(
            $"Token storm: {vendor}, renewal fails while the token counts: 1 fetch for {2 * Storm.SomeCallers:N0} callers, all served");
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task A_token_that_expires_while_all_callers_use_it_is_fetched_once(IntegrationVendor vendor)
    {
        await using Storm storm = await StartInTheLastMinuteAsync(vendor);
        storm.Trial.Time.Clock.Advance(LastMinute);

        Assert.All(await storm.OutcomesAsync(storm.BeginEverywhere(Storm.SomeCallers)), Assert.Null);

        Assert.Equal((1, Storm.SomeCallers), storm.TakeRequests());
        output.WriteLine($"Token storm: {vendor}, expired token, {Storm.SomeCallers:N0} callers: 1 token request");
    }

    private static async Task<Storm> StartInTheLastMinuteAsync(IntegrationVendor vendor)
    {
        Storm storm = await Storm.StartAsync(vendor);
        await storm.CallAsync();
        storm.Trial.Time.Clock.Advance(Storm.TokenLifetime - LastMinute);
        storm.TakeRequests();
        return storm;
    }
}
