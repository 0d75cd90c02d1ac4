using System.Net.Http.Json;
using System.Text;
using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Http;

/// <summary>Handlers may read an answer's content, wrap it, or put another in its place: it is read all the same.</summary>
public sealed class ReplacedContentTests
{
    private const string Page = """{"data":[{"id":1},{"id":2}]}""";

    private static readonly Cases<Func<HttpContent, Task<HttpContent>>> Replacements = new()
    {
        { "text", async content => new StringContent(await content.ReadAsStringAsync(), Encoding.UTF8, "application/json") },
        { "text in Latin-1", async content => new StringContent(await content.ReadAsStringAsync(), Encoding.Latin1, "application/json") },
        { "bytes", async content => new ByteArrayContent(await content.ReadAsByteArrayAsync()) },
        { "a stream", async content => new StreamContent(await content.ReadAsStreamAsync()) },
        { "JSON", async content => JsonContent.Create(await content.ReadFromJsonAsync<object>()) },
        {
            "read before",
            async content =>
            {
                await content.ReadAsStringAsync();
                return content;
            }
        },
        {
            "read to the end of its stream",
            async content =>
            {
                await content.LoadIntoBufferAsync();
                await new StreamReader(await content.ReadAsStreamAsync()).ReadToEndAsync();
                return content;
            }
        },
        {
            "read by one who closes",
            async content =>
            {
                await content.LoadIntoBufferAsync();
                using var reader = new StreamReader(await content.ReadAsStreamAsync());
                await reader.ReadToEndAsync();
                return content;
            }
        },
    };

    public static TheoryData<string, bool> Rows
    {
        get
        {
            var rows = new TheoryData<string, bool>();
            foreach (string row in Replacements.Names)
            {
                rows.Add(row, true);
                rows.Add(row, false);
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Any_content_is_read(string what, bool isOutside)
    {
        var pool = new CheckingArrayPool();
        foreach (IntegrationVendor vendor in Enum.GetValues<IntegrationVendor>())
        {
            await using (TestClient test = await StartAsync(Replacements[what], isOutside, pool))
            {
                test.Faults(vendor).Enqueue(Fault.Answer(Page));

                Assert.Equal(1, (await test.GetAsync(vendor)).Attempts);
            }

            await pool.AssertWholeAsync();
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Any_content_of_a_refusal_is_read(string what, bool isOutside)
    {
        await using TestClient test = await StartAsync(Replacements[what], isOutside);
        test.Vendors.Sendcloud.Faults.Enqueue(Fault.Status(404, body: """{"errors":[{"title":"Not there"}]}"""));

        var error = await Assert.ThrowsAsync<ApiNotFoundException>(() => test.GetSendcloudAsync());

        Assert.Equal("Not there", Assert.Single(error.Errors).Title);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task No_content_at_all_is_an_empty_answer(bool isOutside)
    {
        await using TestClient test = await StartAsync(_ => Task.FromResult<HttpContent>(null!), isOutside);

        var error = await Assert.ThrowsAsync<ApiResponseFormatException>(() => test.GetSendcloudAsync());

        Assert.Contains("is empty", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_limit_holds_for_what_a_handler_puts_there(bool isOutside)
    {
        var pool = new CheckingArrayPool();
        await using (TestClient test = await StartAsync(
            _ => Task.FromResult<HttpContent>(new StringContent(new string(' ', 2_000))), isOutside, pool, maxResponseBytes: 1_999))
        {
            test.Vendors.Sendcloud.Faults.Always(Fault.Answer(Page));

            var error = await Assert.ThrowsAsync<ApiResponseFormatException>(() => test.GetSendcloudAsync());

            Assert.Contains("MaxResponseBytes", error.Message, StringComparison.Ordinal);
            Assert.Single(test.Vendors.Requests);
        }

        await pool.AssertWholeAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_handler_that_fails_with_the_answer_in_its_hands_costs_no_buffer(bool isOutside)
    {
        var pool = new CheckingArrayPool();
        await using (TestClient test = await StartAsync(_ => throw new NotSupportedException("Not this one."), isOutside, pool))
        {
            await Assert.ThrowsAsync<NotSupportedException>(() => test.GetSendcloudAsync());
        }

        await pool.AssertWholeAsync();
    }

    [Fact]
    public async Task An_answer_that_a_handler_outside_gives_by_itself_is_read()
    {
        await using TestClient test = await TestClient.StartAsync(build: builder => FunctionHandler.Add(
            builder.Sendcloud,
            isOutside: true,
            (_, _, _) => Task.FromResult(new HttpResponseMessage { Content = new StringContent(Page), RequestMessage = null })));

        Assert.Equal(0, (await test.GetSendcloudAsync()).Attempts);
        Assert.Empty(test.Vendors.Requests);
    }

    private static Task<TestClient> StartAsync(
        Func<HttpContent, Task<HttpContent>> replace, bool isOutside, CheckingArrayPool? pool = null, int maxResponseBytes = 1_000_000) =>
        TestClient.StartAsync(
            options => options.Resilience.MaxResponseBytes = maxResponseBytes,
            build: builder =>
            {
                foreach (IVendorClientBuilder vendor in (IVendorClientBuilder[])[builder.ElasticPath, builder.Sendcloud])
                {
                    FunctionHandler.Add(vendor, isOutside, async (_, send, _) =>
                    {
                        HttpResponseMessage response = await send();
                        response.Content = await replace(response.Content);
                        return response;
                    });
                }
            },
            pool: pool);
}
