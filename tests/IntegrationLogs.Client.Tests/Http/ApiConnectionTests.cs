using System.Net;
using System.Text.Json;
using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Polly.Timeout;

namespace IntegrationLogs.Client.Tests.Http;

/// <summary>What a request is sent with, and how its failure is told.</summary>
public sealed class ApiConnectionTests
{
    [Theory]
    [InlineData("https://api.example.com", null, "https://api.example.com/v2/x")]
    [InlineData("https://api.example.com/", "", "https://api.example.com/v2/x")]
    [InlineData("https://api.example.com/base//", "a=b", "https://api.example.com/base/v2/x?a=b")]
    public async Task The_address_is_the_base_the_path_and_the_query(string baseAddress, string? query, string expected)
    {
        using var wire = new WiredConnection(new HttpRequestException("It broke."));

        await wire.SendAsync(baseAddress, query);

        Assert.Equal(expected, wire.Request!.RequestUri!.AbsoluteUri);
        Assert.Equal("application/json", wire.Request.Headers.Accept.ToString());
    }

    [Fact]
    public async Task A_failure_is_told_with_its_cause()
    {
        var cause = new IOException("The pipe broke.");

        Assert.Equal("It broke: The pipe broke", await ReasonAsync(new HttpRequestException("It broke.", cause)));
        Assert.Equal("It broke: The pipe broke", await ReasonAsync(new IOException("It broke.", cause)));
        Assert.Equal("It broke", await ReasonAsync(new TaskCanceledException("It broke.")));
    }

    [Fact]
    public async Task A_cause_that_is_told_already_is_not_told_twice()
    {
        var cause = new IOException("The pipe broke.");

        Assert.Equal("Oh: The pipe broke", await ReasonAsync(new HttpRequestException("Oh: The pipe broke.", cause)));
        string reason = await ReasonAsync(new HttpIOException(HttpRequestError.Unknown, "It broke.", cause));
        Assert.StartsWith("It broke", reason, StringComparison.Ordinal);
        Assert.DoesNotContain("pipe", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_HTTP_is_not_quoted()
    {
        Exception[] failures =
        [
            new HttpRequestException(HttpRequestError.InvalidResponse, "Received an invalid status line: 'SSH-2.0'."),
            new HttpIOException(HttpRequestError.InvalidResponse, "Received an invalid status line: 'SSH-2.0'."),
        ];
        foreach (Exception failure in failures)
        {
            using var wire = new WiredConnection(failure);

            var error = Assert.IsType<ApiConnectionException>(await wire.SendAsync());

            Assert.StartsWith(
                "Sendcloud gave no usable answer: it is not valid HTTP: Received an invalid status line", error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("SSH", error.ToString(), StringComparison.Ordinal);
            Assert.Null(error.InnerException);
        }
    }

    [Fact]
    public async Task An_invalid_answer_with_a_cause_is_told_with_it()
    {
        var failure = new HttpRequestException(HttpRequestError.InvalidResponse, "It broke.", new IOException("The pipe broke."));

        Assert.Equal("It broke: The pipe broke", await ReasonAsync(failure));
    }

    [Theory]
    [InlineData("Who sent canary%20cursor?")]
    [InlineData("Who sent canary cursor?")]
    public async Task What_is_secret_in_the_query_is_masked_in_every_spelling(string failure)
    {
        using var wire = new WiredConnection(new HttpRequestException(failure));

        var error = Assert.IsType<ApiConnectionException>(await wire.SendAsync(query: "c=canary%20cursor", secretQueryValue: "canary%20cursor"));

        Assert.Contains("gave no usable answer: Who sent ***?", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
        Assert.Null(error.InnerException);
    }

    [Theory]
    [InlineData(0, "Sendcloud could not be asked: no access token came in time (Resilience.TotalTimeout, 60 s). Request: GET /x, attempts: 0.")]
    [InlineData(2, "Sendcloud did not answer in time (Resilience.TotalTimeout, 60 s). Request: GET /x, attempts: 2.")]
    public async Task A_time_out_says_what_did_not_come(int attempts, string expected)
    {
        var failure = new TimeoutRejectedException(TimeSpan.FromSeconds(60));
        using var wire = new WiredConnection((request, _) =>
        {
            CallState.Of(request).Attempts = attempts;
            return Task.FromException<HttpResponseMessage>(failure);
        });

        var error = Assert.IsType<ApiConnectionException>(await wire.SendAsync());

        Assert.Equal((expected, true, attempts), (error.Message, error.IsTimeout, error.Attempts));
        Assert.Same(failure, error.InnerException);
    }

    [Fact]
    public async Task What_comes_after_an_answers_end_is_told()
    {
        PooledContent content = await PooledContent.ReadAsync(
            new StringContent("{}"), maxBytes: 100, new CheckingArrayPool(), CancellationToken.None);
        using var answer = new HttpResponseMessage(HttpStatusCode.OK) { Content = content };
        using var wire = new WiredConnection((_, _) => Task.FromResult(answer));

        var error = Assert.IsType<ApiResponseFormatException>(await wire.SendAsync());

        Assert.Contains("expected: There is more after the document's end. Content type: text/plain.", error.Message, StringComparison.Ordinal);
        Assert.IsType<JsonException>(error.InnerException);
    }

    [Fact]
    public async Task Its_HTTP_client_refuses_requests_that_are_not_the_clients()
    {
        await using ServiceProvider provider = new ServiceCollection().AddIntegrationLogsClient(TestOptions.Good()).Services.BuildServiceProvider();
        using HttpClient http = provider.GetRequiredService<IHttpClientFactory>().CreateClient("IntegrationLogs.Sendcloud");

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => http.GetAsync(new Uri("https://api.example.com/")));

        Assert.Equal("The HTTP client of an integration logs client serves that client only.", error.Message);
    }

    private static async Task<string> ReasonAsync(Exception failure)
    {
        using var wire = new WiredConnection(failure);
        Exception? error = await wire.SendAsync();

        const string begin = "Sendcloud gave no usable answer: ", end = ". Request: GET /x, attempts: 0.";
        string message = Assert.IsType<ApiConnectionException>(error).Message;
        Assert.StartsWith(begin, message, StringComparison.Ordinal);
        Assert.EndsWith(end, message, StringComparison.Ordinal);
        return message[begin.Length..^end.Length];
    }
}
