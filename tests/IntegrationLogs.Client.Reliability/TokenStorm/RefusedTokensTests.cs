using IntegrationLogs.Client.Testing;
using Xunit.Abstractions;

namespace IntegrationLogs.Client.Reliability.TokenStorm;

[Collection(Storm.Turns)]
public sealed class RefusedTokensTests(ITestOutputHelper output)
{
    public static TheoryData<IntegrationVendor> Vendors => Storm.Vendors;

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task A_thousand_refusals_at_once_cost_one_more_token_request(IntegrationVendor vendor)
    {
        await using Storm storm = await StartWarmAsync(vendor);
        storm.ExpireTokens();

        // All go out with the old token before the first of them is refused.
        storm.HoldPages(until: Storm.Callers);
        Task<ResponseInfo>[] callers = storm.BeginEverywhere();

        Assert.All(await storm.OutcomesAsync(callers), Assert.Null);
        Assert.All(callers, caller => Assert.Equal(2, caller.Result.Attempts));
        Assert.Equal((1, 2 * Storm.Callers), storm.TakeRequests());
        output.WriteLine($"Token storm: {vendor}, {Storm.Callers:N0} simultaneous 401: 1 token request");
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task A_vendor_that_refuses_every_token_costs_two_requests_a_caller(IntegrationVendor vendor)
    {
        await using Storm storm = await StartWarmAsync(vendor);
        storm.Faults.Always(Fault.Status(401));

        storm.HoldPages(until: Storm.SomeCallers);
        IReadOnlyList<Exception?> outcomes = await storm.OutcomesAsync(storm.Begin(Storm.SomeCallers));

        Assert.All(outcomes, AssertRefusedTwice);
        Assert.Equal((1, 2 * Storm.SomeCallers), storm.TakeRequests());
        AssertRefusedTwice(Assert.Single(await storm.OutcomesAsync(storm.Begin(callers: 1))));
        Assert.Equal((1, 2), storm.TakeRequests());

        storm.Faults.Clear();
        await storm.CallAsync();
        Assert.Equal((0, 1), storm.TakeRequests());
        output.WriteLine(
            $"Token storm: {vendor}, every token refused, {Storm.SomeCallers:N0} callers: 1 token request, 2 page requests each");
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task Callers_that_come_as_they_like_to_a_vendor_that_refuses_every_token_cost_no_more(IntegrationVendor vendor)
    {
        await using Storm storm = await Storm.StartAsync(vendor);
        storm.Faults.Always(Fault.Status(401));

        IReadOnlyList<Exception?> outcomes = await storm.OutcomesAsync(storm.BeginEverywhere(Storm.SomeCallers));

        // After the third refusal in a row no further token is asked for.
        Assert.All(outcomes, error => Assert.Equal(401, (int)Assert.IsType<ApiAuthenticationException>(error).StatusCode));
        (int tokens, int pages) = storm.TakeRequests();
        Assert.InRange(pages, 3, 2 * Storm.SomeCallers);
        Assert.InRange(tokens, 2, 3);
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task The_refused_token_given_again_is_not_sent_again(IntegrationVendor vendor)
    {
        await using Storm storm = await Storm.StartAsync(vendor);
        storm.TokenFaults.Always(Fault.Answer("""{"access_token":"kan4ry-always-the-same","expires_in":3600}"""));
        storm.Faults.Always(Fault.Status(401));

        storm.HoldPages(until: Storm.SomeCallers);
        IReadOnlyList<Exception?> outcomes = await storm.OutcomesAsync(storm.Begin(Storm.SomeCallers));

        Assert.All(outcomes, error => Assert.Equal(1, Assert.IsType<ApiAuthenticationException>(error).Attempts));
        Assert.Equal((2, Storm.SomeCallers), storm.TakeRequests());
    }

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task Without_another_token_for_the_refused_one_every_caller_is_told_and_nothing_is_sent_again(IntegrationVendor vendor)
    {
        await using Storm storm = await StartWarmAsync(vendor);
        storm.ExpireTokens();
        storm.TokenFaults.Always(Fault.Status(500));

        storm.HoldPages(until: Storm.SomeCallers);
        IReadOnlyList<Exception?> outcomes = await storm.OutcomesAsync(storm.BeginEverywhere(Storm.SomeCallers));

        Assert.All(outcomes, error => Assert.Equal(500, (int)Assert.IsType<ApiAuthenticationException>(error).StatusCode));
        (int fetched, int pages) = storm.TakeRequests();
        Assert.Equal(Storm.SomeCallers, pages);

        // A refusal that comes in after a fetch has failed may ask once more.
        Assert.True(fetched % 4 == 0 && fetched <= 4 * Storm.SomeCallers, $"{fetched} token requests");
        storm.TokenFaults.Clear();
        await storm.CallAsync();
        Assert.Equal((1, 1), storm.TakeRequests());
        output.WriteLine(
            $"Token storm: {vendor}, {Storm.SomeCallers:N0} simultaneous 401, token endpoint answers 500: {fetched} token requests");
    }

    private static async Task<Storm> StartWarmAsync(IntegrationVendor vendor)
    {
        Storm storm = await Storm.StartAsync(vendor);
        await storm.CallAsync();
        storm.TakeRequests();
        return storm;
    }

    private static void AssertRefusedTwice(Exception? error)
    {
        var refused = Assert.IsType<ApiAuthenticationException>(error);
        Assert.Equal((401, 2), ((int)refused.StatusCode, refused.Attempts));
        Assert.Contains("Check the credentials", refused.Message, StringComparison.Ordinal);
    }
}
