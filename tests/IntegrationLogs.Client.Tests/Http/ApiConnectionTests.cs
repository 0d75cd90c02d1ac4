using System.Text.Json;
using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Tests.Infrastructure;

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
        var wire = new Wire(new HttpRequestException("It broke."));

        await SendAsync(wire, baseAddress, query);

        Assert.Equal(expected, wire.Address);
        Assert.Equal("application/json", wire.Accept);
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
    public async Task A_callers_cancellation_names_the_request()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        Exception? error = await SendAsync(new Wire(new IOException()), "https://api.example.com", query: null, source.Token);

        Assert.Equal("The request GET /x was cancelled.", Assert.IsType<OperationCanceledException>(error).Message);
    }

    private static async Task<string> ReasonAsync(Exception failure)
    {
        Exception? error = await SendAsync(new Wire(failure), "https://api.example.com", query: null);

        const string begin = "Sendcloud gave no usable answer: ", end = ". Request: GET /x, attempts: 0.";
        string message = Assert.IsType<ApiConnectionException>(error).Message;
        Assert.StartsWith(begin, message, StringComparison.Ordinal);
        Assert.EndsWith(end, message, StringComparison.Ordinal);
        return message[begin.Length..^end.Length];
    }

    private static async Task<Exception?> SendAsync(
        Wire wire, string baseAddress, string? query, CancellationToken cancellationToken = default)
    {
        using var http = new HttpClient(wire);
        var connection = new ApiConnection(
            IntegrationVendor.Sendcloud,
            http,
            new Uri(baseAddress),
            new ResilienceOptions(),
            new ManualTimeProvider(),
            new SecretMask(),
            clientEnded: CancellationToken.None);
        var get = new ApiRequest<JsonTokenType>("GET /x", "v2/x", query, (ref json) => json.TokenType);
        return await Record.ExceptionAsync(() => connection.GetAsync(get, cancellationToken));
    }

    private sealed class Wire(Exception failure) : HttpMessageHandler
    {
        public string? Address { get; private set; }

        public string? Accept { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Address = request.RequestUri!.AbsoluteUri;
            Accept = request.Headers.Accept.ToString();
            return cancellationToken.IsCancellationRequested
                ? Task.FromCanceled<HttpResponseMessage>(cancellationToken)
                : Task.FromException<HttpResponseMessage>(failure);
        }
    }
}
