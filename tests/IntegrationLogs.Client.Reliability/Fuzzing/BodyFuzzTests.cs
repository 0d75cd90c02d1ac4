using System.Text;
using System.Text.Json;
using IntegrationLogs.Client.Json;
using IntegrationLogs.Client.Reliability.Infrastructure;
using IntegrationLogs.Client.Testing;
using Xunit.Abstractions;

namespace IntegrationLogs.Client.Reliability.Fuzzing;

public sealed class BodyFuzzTests(ITestOutputHelper output)
{
    private const string Read = "read", ReadInPart = "read beside broken records", Refused = "refused";

    private static readonly string[] Masked = ["configuration", "shop_url", "webhook_url"];

    private static readonly PagingOptions ThreePages = new() { PageSize = null, MaxPages = 3 };

    [Theory]
    [InlineData(IntegrationVendor.ElasticPath)]
    [InlineData(IntegrationVendor.Sendcloud)]
    public async Task Any_body_is_read_and_written_as_it_was_or_refused_as_unreadable(IntegrationVendor vendor)
    {
        int count = Form.Of(8_000, 500_000);
        Outcomes outcomes = await FuzzRun.RunAsync(count, () => Task.FromResult(new StubbedClient()), async (client, fuzz) =>
        {
            (BodyKind kind, byte[] body) = AnyBody(vendor, fuzz);
            client.Stub.Answer = _ => StubHandler.Respond(body);
            IReadOnlyList<ReadRecord> records = [];
            string outcome = await Outcome(client.RecordAsync(fuzz, async () => records = await kind.ReadAsync(client)));
            if (outcome == Read)
            {
                AssertIsWhole(body, records);
            }

            return records.Any(record => ((IVendorRecord)record.Value).Unreadable is not null) ? ReadInPart : outcome;
        });

        outcomes.AssertShares(20, Read, Refused);
        outcomes.AssertShares(5, ReadInPart);
        output.WriteLine(outcomes.Report($"bodies of {vendor}, 0 undocumented exceptions, 0 records changed by reading and writing"));
    }

    [Theory]
    [InlineData(IntegrationVendor.ElasticPath)]
    [InlineData(IntegrationVendor.Sendcloud)]
    public async Task A_stream_over_any_bodies_gives_pages_or_a_documented_exception(IntegrationVendor vendor)
    {
        Outcomes outcomes = await FuzzRun.RunAsync(Form.Of(1_000, 20_000), () => Task.FromResult(new StubbedClient()), (client, fuzz) =>
        {
            int requests = 0;
            client.Stub.Answer = request =>
            {
                HttpResponseMessage response = StubHandler.Respond(AnyBody(vendor, fuzz).Body);
                _ = ++requests < 3 && response.Headers.TryAddWithoutValidation("Link", $"<?cursor={requests}>; rel=next");
                return response;
            };
            return Outcome(client.RecordAsync(fuzz, async () => Touch.All(vendor == IntegrationVendor.ElasticPath
                ? await client.Trial.Client.ElasticPath.GetAllLogsAsync(ThreePages).AsPages().ToListAsync()
                : await client.Trial.Client.Sendcloud.GetAllLogsAsync(ThreePages).AsPages().ToListAsync())));
        });

        outcomes.AssertShares(2, Read, Refused);
        output.WriteLine(outcomes.Report($"streams of {vendor} over such bodies, 0 undocumented exceptions"));
    }

    [Fact]
    public async Task Bodies_over_real_sockets_fare_no_worse()
    {
        Outcomes outcomes = await FuzzRun.RunAsync(
            Form.Of(200, 4_000),
            () => Trial.StartAsync(options => options.Resilience.MaxRetries = 0),
            (trial, fuzz) =>
            {
                IntegrationVendor vendor = fuzz.Random.OneOf(Enum.GetValues<IntegrationVendor>());
                bool isElasticPath = vendor == IntegrationVendor.ElasticPath;
                FaultScript faults = isElasticPath ? trial.Vendors.ElasticPath.Faults : trial.Vendors.Sendcloud.Faults;
                faults.Enqueue(Fault.Bytes(AnyBody(vendor, fuzz).Body));
                return Outcome(trial.RecordAsync(() => TestClient.GetAsync(trial.Client, vendor)));
            });

        outcomes.AssertShares(10, Read, Refused);
        output.WriteLine(outcomes.Report("such bodies over real sockets, 0 undocumented exceptions"));
    }

    private static (BodyKind Kind, byte[] Body) AnyBody(IntegrationVendor vendor, FuzzCase fuzz)
    {
        BodyKind[] kinds = vendor == IntegrationVendor.ElasticPath ? BodyKind.ElasticPath : BodyKind.Sendcloud;
        BodyKind kind = fuzz.Random.Once(2) ? kinds[0] : fuzz.Random.OneOf(kinds);
        byte[] body = JsonDamage.Of(kind.Examples[fuzz.Random.Next(kind.Examples.Count)], fuzz.Random);
        fuzz.Shows(body);
        return (kind, body);
    }

    private static async Task<string> Outcome(Task<Exception?> reading)
    {
        switch (await reading)
        {
            case null:
                return Read;
            case ApiResponseFormatException or PagingException:
                return Refused;
            case Exception error:
                throw error;
        }
    }

    /// <summary>
    /// Every record of the body is there. One that is sound can be used, and is written as it came, but for what is masked; one that is
    /// not sound has its bytes.
    /// </summary>
    private static void AssertIsWhole(byte[] body, IReadOnlyList<ReadRecord> records)
    {
        IReadOnlyList<byte[]> sent = BodyRecords.Of(body);
        Assert.Equal(sent.Count, records.Count);
        foreach ((byte[] bytes, ReadRecord record) in sent.Zip(records))
        {
            Touch.All(record.Value);
            var value = (IVendorRecord)record.Value;
            string written = JsonSerializer.Serialize(record.Value, record.Type);
            Assert.Equal(BodyRecords.IsSound(bytes), value.Unreadable is null);
            if (value.Unreadable is UnreadableRecord unreadable)
            {
                Assert.Equal(bytes, unreadable.Bytes.ToArray());
                JsonElement told = JsonElement.Parse(written).GetProperty("$unreadable");
                Assert.Equal(unreadable.Reason, told.GetProperty("reason").GetString());
                Assert.Equal(value.HoldsSecrets ? [] : bytes, told.GetProperty("bytes").GetBytesFromBase64());
            }
            else
            {
                string expected = CanonicalJson.Of(bytes, Masked);
                string actual = CanonicalJson.Of(Encoding.UTF8.GetBytes(written), Masked);
                Assert.True(expected == actual, $"Not written as it came: {expected} became {actual}");
            }
        }
    }
}
