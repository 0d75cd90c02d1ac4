using IntegrationLogs.Client.Testing;
using Xunit.Abstractions;

namespace IntegrationLogs.Client.Reliability.TokenStorm;

[Collection(Storm.Turns)]
public sealed class TokenLifetimesTests(ITestOutputHelper output)
{
    private const int Day = 86_400;
    private const int Hour = 3_600;

    /// <summary>What the answer says at 2024-01-01T00:00:00Z, and for how many seconds the token counts.</summary>
    private static readonly (string Fields, double Seconds)[] Lifetimes =
    [
        ("\"token_type\":\"Bearer\"", Hour),
        ("\"expires_in\":null", Hour),
        ("\"expires_in\":\"soon\"", Hour),
        ("\"expires_in\":{}", Hour),
        ("\"expires_in\":\"1800\"", 1_800),
        ("\"expires_in\":1.5", 1.5),
        ("\"expires_in\":0.001", 0.001),
        ("\"expires_in\":0", 0),
        ("\"expires_in\":-1", 0),
        ("\"expires_in\":-1e300", 0),
        ("\"expires_in\":1e300", Day),
        ("\"expires_in\":1e999", Hour),
        ("\"expires_in\":99999999999999999999999999", Day),
        ("\"expires\":1704067500", 300),
        ("\"expires\":1704067199", 0),
        ("\"expires\":12", 0),
        ("\"expires\":-1", 0),
        ("\"expires\":4102444800", Day),
        ("\"expires\":1704070800000", Day),
        ("\"expires\":1e300", Day),
        ("\"expires_in\":600,\"expires\":12", 600),
        ("\"expires_in\":\"soon\",\"expires\":1704067500", 300),
    ];

    public static TheoryData<IntegrationVendor> Vendors => Storm.Vendors;

    [Theory]
    [MemberData(nameof(Vendors))]
    public async Task Whatever_lifetime_a_token_is_given_each_wave_of_callers_costs_one_token_request_at_most(IntegrationVendor vendor)
    {
        foreach ((string fields, double seconds) in Lifetimes)
        {
            await using Storm storm = await Storm.StartAsync(vendor);
            storm.Faults.Always(Fault.Answer("""{"data":[]}"""));
            storm.TokenFaults.Always(Fault.Answer($$"""{"access_token":"kan4ry-of-a-lifetime",{{fields}}}"""));

            Assert.All(await storm.CallOnOneFetchAsync(Storm.SomeCallers), Assert.Null);
            Assert.Equal((fields, (1, Storm.SomeCallers)), (fields, storm.TakeRequests()));

            // Without a life of its own a token serves those who waited for it, and nobody else.
            bool serves = seconds > 0;
            Assert.All(
                serves
                    ? await storm.OutcomesAsync(storm.Begin(Storm.SomeCallers))
                    : await storm.CallOnOneFetchAsync(Storm.SomeCallers),
                Assert.Null);
            Assert.Equal((fields, (serves ? 0 : 1, Storm.SomeCallers)), (fields, storm.TakeRequests()));

            storm.Trial.Time.Clock.Advance(TimeSpan.FromSeconds(seconds));
            Assert.All(await storm.CallOnOneFetchAsync(Storm.SomeCallers), Assert.Null);
            Assert.Equal((fields, (1, Storm.SomeCallers)), (fields, storm.TakeRequests()));
        }

        output.WriteLine(
            $"Token storm: {vendor}, {Lifetimes.Length} lifetimes (none, 0, -1, 1e300, text, fractions, dates), "
            + $"{Storm.SomeCallers:N0} callers at once: 1 token request, and 1 when the token has expired");
    }
}
