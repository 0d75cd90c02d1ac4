using Xunit.Abstractions;

namespace IntegrationLogs.Client.Reliability.TokenStorm;

/// <summary>The clock on the wall is set while a token is in use.</summary>
[Collection(Storm.Turns)]
public sealed class ClockJumpTests(ITestOutputHelper output)
{
    private static readonly TimeSpan TenYears = TimeSpan.FromDays(3_653);

    public static TheoryData<IntegrationVendor> Vendors => Storm.Vendors;

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task A_clock_that_is_set_ahead_costs_one_token_request(IntegrationVendor vendor)
    {
        await using Storm storm = await StartWarmAsync(vendor);

        storm.Trial.Time.Clock.Skew = TenYears;

        Assert.All(await storm.OutcomesAsync(storm.BeginEverywhere(Storm.SomeCallers)), Assert.Null);
        Assert.Equal((1, Storm.SomeCallers), storm.TakeRequests());
        output.WriteLine($"Token storm: {vendor}, clock ten years ahead, {Storm.SomeCallers:N0} callers: 1 token request");
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task A_clock_that_is_set_back_keeps_the_token_until_the_vendor_refuses_it(IntegrationVendor vendor)
    {
        await using Storm storm = await StartWarmAsync(vendor);

        storm.Trial.Time.Clock.Skew = -TenYears;
        Assert.All(await storm.OutcomesAsync(storm.BeginEverywhere(Storm.SomeCallers)), Assert.Null);
        Assert.Equal((0, Storm.SomeCallers), storm.TakeRequests());

        storm.ExpireTokens();
        storm.HoldPages(until: Storm.SomeCallers);
        Assert.All(await storm.OutcomesAsync(storm.BeginEverywhere(Storm.SomeCallers)), Assert.Null);
        Assert.Equal((1, 2 * Storm.SomeCallers), storm.TakeRequests());
        output.WriteLine(
            $"Token storm: {vendor}, clock ten years back, {Storm.SomeCallers:N0} callers: 0 token requests, 1 once the token is refused");
    }

    private static async Task<Storm> StartWarmAsync(IntegrationVendor vendor)
    {
        Storm storm = await Storm.StartAsync(vendor);
        await storm.CallAsync();
        storm.TakeRequests();
        return storm;
    }
}
