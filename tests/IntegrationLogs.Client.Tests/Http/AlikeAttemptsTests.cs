using System.Collections.Concurrent;
using System.Net.Http.Headers;
using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.Tests.Http;

/// <summary>What a handler adds to a request is there once, whichever attempt it is.</summary>
public sealed class AlikeAttemptsTests
{
    private static readonly HttpRequestOptionsKey<int> Option = new("test.option");

    private static readonly Cases<Action<HttpRequestMessage>> Changes = new()
    {
        { "a header", request => request.Headers.Add("X-Shop", "one") },
        { "the user agent", request => request.Headers.UserAgent.ParseAdd("night-report/1.0") },
        { "a condition", request => request.Headers.IfNoneMatch.Add(new EntityTagHeaderValue("\"1\"")) },
        { "the host", request => request.Headers.Host = "another." + (request.Headers.Host ?? "example") },
        { "a header taken away", request => Assert.True(request.Headers.Remove("Accept")) },
        {
            "the query",
            request => request.RequestUri = new Uri(request.RequestUri + (request.RequestUri!.Query.Length == 0 ? "?key=1" : "&key=1"))
        },
        { "the version", request => request.Version = new Version(request.Version.Major == 2 ? 1 : 3, 1) },
        {
            "an option",
            request =>
            {
                Assert.False(request.Options.TryGetValue(Option, out _));
                request.Options.Set(Option, 1);
            }
        },
    };

    public static TheoryData<string> ChangesNames => Changes.Names;

    [Theory]
    [MemberData(nameof(ChangesNames))]
    public async Task Every_attempt_starts_from_the_same(string what)
    {
        ConcurrentQueue<string> sent = new();
        await using TestClient test = await StartAsync(what, sent);
        test.Vendors.Sendcloud.Faults.Enqueue(Fault.Status(503));
        test.Vendors.Sendcloud.Faults.Enqueue(Fault.ResetBeforeHeaders());
        test.Vendors.Sendcloud.Faults.Enqueue(Fault.Truncate(5));

        await test.GetSendcloudAsync();

        Assert.Equal(4, sent.Count);
        Assert.Single(sent.Distinct());
    }

    [Theory]
    [MemberData(nameof(ChangesNames))]
    public async Task The_replay_after_a_refused_token_starts_from_the_same(string what)
    {
        ConcurrentQueue<string> sent = new();
        await using TestClient test = await StartAsync(what, sent);
        test.Vendors.ElasticPath.Faults.Enqueue(Fault.Status(401));
        test.Vendors.ElasticPath.Faults.Enqueue(Fault.Status(503));

        await test.GetElasticPathAsync();

        string[] pages = [.. sent.Where(text => text.StartsWith("GET", StringComparison.Ordinal))];
        Assert.Equal(3, pages.Length);
        Assert.Single(pages.Distinct());
    }

    [Theory]
    [MemberData(nameof(ChangesNames))]
    public async Task The_attempts_of_a_token_request_start_from_the_same(string what)
    {
        ConcurrentQueue<string> sent = new();
        await using TestClient test = await StartAsync(what, sent);
        test.Vendors.ElasticPath.TokenFaults.Enqueue(Fault.Status(503), times: 2);

        await test.GetElasticPathAsync();

        string[] tokens = [.. sent.Where(text => text.StartsWith("POST", StringComparison.Ordinal))];
        Assert.Equal(3, tokens.Length);
        Assert.Single(tokens.Distinct());
    }

    [Fact]
    public async Task The_form_of_a_token_request_keeps_its_headers_and_its_text()
    {
        await using TestClient test = await TestClient.StartAsync(build: builder =>
            FunctionHandler.Add(builder.ElasticPath, isOutside: false, (request, send, _) =>
            {
                request.Content?.Headers.Add("X-Signature", "abc");
                return send();
            }));
        test.Vendors.ElasticPath.TokenFaults.Enqueue(Fault.Status(503));

        await test.GetElasticPathAsync();

        RecordedRequest[] tokens = [.. test.Vendors.Requests.Where(request => request.IsTokenRequest)];
        Assert.Equal(2, tokens.Length);
        Assert.All(tokens, token => Assert.Equal("abc", token.Headers["X-Signature"]));
        Assert.All(tokens, token => Assert.Equal("client_credentials", token.Form["grant_type"]));
    }

    private static Task<TestClient> StartAsync(string what, ConcurrentQueue<string> sent) => TestClient.StartAsync(build: builder =>
    {
        foreach (IVendorClientBuilder vendor in (IVendorClientBuilder[])[builder.ElasticPath, builder.Sendcloud])
        {
            FunctionHandler.Add(vendor, isOutside: false, (request, send, _) =>
            {
                Changes[what](request);
                var headers = request.Headers.Where(header => header.Key != "Authorization").OrderBy(header => header.Key);
                sent.Enqueue(
                    $"{request.Method} {request.RequestUri} {request.Version} "
                    + string.Join(' ', headers.Select(header => $"{header.Key}={string.Join('|', header.Value)}")));
                return send();
            });
        }
    });
}
