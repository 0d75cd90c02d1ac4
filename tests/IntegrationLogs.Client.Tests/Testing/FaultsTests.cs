using System.Net;
using System.Text.Json;
using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.Time.Testing;

namespace IntegrationLogs.Client.Tests.Testing;

public sealed class FaultsTests
{
    private const string Logs = "/api/v3/integrations/logs";

    [Fact]
    public async Task A_status_comes_with_the_vendors_own_errors_list()
    {
        await using var http = await VendorHttp.StartAsync();
        http.Server.Sendcloud.Faults.Enqueue(Fault.Status(503, retryAfter: "7"));
        http.Server.ElasticPath.Faults.Enqueue(Fault.Status(401));

        using HttpResponseMessage sendcloud = await http.GetAsync(Logs);
        using HttpResponseMessage elasticPath = await http.GetAsync("/v2/integrations/logs");

        JsonElement error = (await VendorHttp.ReadAsync(sendcloud)).GetProperty("errors")[0];
        Assert.Equal((503, "invalid"), (error.GetProperty("status").GetInt32(), error.GetProperty("code").GetString()));
        Assert.Equal(["7"], sendcloud.Headers.GetValues("Retry-After"));
        Assert.Equal(
            """{"errors":[{"status":401,"title":"Unable to validate access token"}]}""", await elasticPath.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_status_can_have_a_body_of_its_own()
    {
        await using var http = await VendorHttp.StartAsync();
        http.Server.Sendcloud.Faults.Enqueue(Fault.Status(502, body: "<html>Bad gateway</html>", contentType: "text/html"));

        using HttpResponseMessage response = await http.GetAsync(Logs);

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("<html>Bad gateway</html>", await response.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_status_without_a_body_has_none()
    {
        await using var http = await VendorHttp.StartAsync();
        http.Server.Sendcloud.Faults.Enqueue(Fault.Status(204));

        using HttpResponseMessage response = await http.GetAsync(Logs);

        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_reset_before_the_headers_leaves_no_answer(bool https)
    {
        await using var http = await VendorHttp.StartAsync(options => options.UseHttps = https);
        http.Server.Sendcloud.Faults.Enqueue(Fault.ResetBeforeHeaders());

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync(Logs));

        Assert.True(IsReset(failure), failure.ToString());
        Assert.Null(Assert.Single(http.Server.Requests).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_reset_inside_the_body_comes_after_headers_and_some_of_it(bool https)
    {
        await using var http = await VendorHttp.StartAsync(options => options.UseHttps = https);
        http.Server.Sendcloud.Faults.Enqueue(Fault.ResetInsideBody(100));

        (HttpResponseMessage response, int received, Exception? failure) = await ReadUntilItEndsAsync(http);

        using (response)
        {
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.InRange(received, 0, 100);
            Assert.True(failure is not null && IsReset(failure), $"{failure}");
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_truncated_body_ends_in_order_before_its_announced_length(bool https)
    {
        await using var http = await VendorHttp.StartAsync(options => options.UseHttps = https);
        http.Server.Sendcloud.Faults.Enqueue(Fault.Truncate(100));

        (HttpResponseMessage response, int received, Exception? failure) = await ReadUntilItEndsAsync(http);

        using (response)
        {
            Assert.True(response.Content.Headers.ContentLength > 100);
            Assert.Equal(100, received);
            Assert.True(failure is not null && !IsReset(failure), $"{failure}");
        }
    }

    [Fact]
    public async Task A_body_is_never_whole_however_much_of_it_is_asked_for()
    {
        await using var http = await VendorHttp.StartAsync();
        http.Server.Sendcloud.Faults.Enqueue(Fault.Truncate(int.MaxValue));

        (HttpResponseMessage response, int received, _) = await ReadUntilItEndsAsync(http);

        using (response)
        {
            Assert.Equal(response.Content.Headers.ContentLength - 1, received);
        }
    }

    [Fact]
    public async Task A_stall_before_the_headers_lasts_until_the_client_goes_away()
    {
        await using var http = await VendorHttp.StartAsync(options => options.TimeProvider = new FakeTimeProvider());
        http.Server.Sendcloud.Faults.Enqueue(Fault.StallBeforeHeaders());
        using var giveUp = new CancellationTokenSource();
        using var request = new HttpRequestMessage(HttpMethod.Get, Logs);

        Task<HttpResponseMessage> pending = http.Client.SendAsync(request, giveUp.Token);
        await UntilAsync(() => http.Server.OpenRequests == 1);
        Assert.False(pending.IsCompleted);
        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending);
        await UntilAsync(() => http.Server.OpenRequests == 0);
    }

    [Fact]
    public async Task A_stalled_body_gives_its_first_bytes_and_no_more_until_the_server_stops()
    {
        var http = await VendorHttp.StartAsync();
        http.Server.Sendcloud.Faults.Enqueue(Fault.Stall(10));
        using HttpResponseMessage response = await http.GetAsync(Logs);
        await using Stream body = await response.Content.ReadAsStreamAsync();
        await body.ReadExactlyAsync(new byte[10]);

        Task<int> more = body.ReadAsync(new byte[1]).AsTask();
        Assert.False(more.IsCompleted);
        await http.Server.DisposeAsync();

        await Assert.ThrowsAnyAsync<IOException>(() => more);
        await http.DisposeAsync();
    }

    [Fact]
    public async Task A_dribbled_body_arrives_whole_with_a_pause_after_each_piece()
    {
        var time = new ObservableTimeProvider { SkipsWaits = true };
        await using var http = await VendorHttp.StartAsync(options => options.TimeProvider = time);
        http.Server.Sendcloud.Faults.Enqueue(Fault.Dribble(1000, TimeSpan.FromSeconds(2)));

        using HttpResponseMessage response = await http.GetAsync(Logs);
        byte[] body = await response.Content.ReadAsByteArrayAsync();
        await UntilAsync(() => http.Server.OpenRequests == 0);

        Assert.Equal(25, JsonDocument.Parse(body).RootElement.GetProperty("data").GetArrayLength());
        Assert.Equal(TimeSpan.FromSeconds(2 * Math.Ceiling(body.Length / 1000.0)), time.GetUtcNow() - time.Start);
    }

    [Fact]
    public async Task Another_body_a_redirect_and_raw_bytes_take_the_answers_place()
    {
        await using var http = await VendorHttp.StartAsync();
        http.Server.Sendcloud.Faults.Enqueue(Fault.Answer("[1]"));
        http.Server.Sendcloud.Faults.Enqueue(Fault.Redirect(new Uri("https://elsewhere.invalid/login"), 307));
        http.Server.Sendcloud.Faults.Enqueue(Fault.Bytes(new byte[] { 0xFF, 0xFE }, "identity"));

        using HttpResponseMessage answer = await http.GetAsync(Logs);
        using HttpResponseMessage redirect = await http.GetAsync(Logs);
        using HttpResponseMessage bytes = await http.GetAsync(Logs);

        Assert.Equal((HttpStatusCode.OK, "[1]"), (answer.StatusCode, await answer.Content.ReadAsStringAsync()));
        Assert.Equal((HttpStatusCode)307, redirect.StatusCode);
        Assert.Equal("https://elsewhere.invalid/login", redirect.Headers.Location!.ToString());
        Assert.Equal([0xFF, 0xFE], await bytes.Content.ReadAsByteArrayAsync());
        Assert.Equal(["identity"], bytes.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task A_status_and_an_answer_with_the_same_body_are_the_same_fault()
    {
        await using var http = await VendorHttp.StartAsync();
        http.Server.Sendcloud.Faults.Enqueue(Fault.Status(403, retryAfter: null, "<html>Log in</html>", "text/html"));
        http.Server.Sendcloud.Faults.Enqueue(Fault.Answer(403, "<html>Log in</html>", "text/html"));

        for (int i = 0; i < 2; i++)
        {
            using HttpResponseMessage response = await http.GetAsync(Logs);

            Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
            Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
            Assert.Equal("<html>Log in</html>", await response.Content.ReadAsStringAsync());
        }
    }

    [Fact]
    public void Parameters_come_in_one_order_in_all_faults_that_answer()
    {
        string[] order = ["status", "retryAfter", "body", "contentType"];
        string[][] parameters =
        [
            .. typeof(Fault).GetMethods()
                .Where(method => method.Name is nameof(Fault.Status) or nameof(Fault.Answer))
                .Select(method => Array.ConvertAll(method.GetParameters(), parameter => parameter.Name!)),
        ];

        Assert.Equal(3, parameters.Length);
        Assert.All(parameters, names => Assert.Equal(order.Where(names.Contains), names));
    }

    [Fact]
    public void Faults_that_cannot_be_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Fault.Answer(600, "{}"));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fault.Status(199));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fault.Truncate(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Fault.Dribble(0, TimeSpan.Zero));
    }

    private static async Task<(HttpResponseMessage Response, int Received, Exception? Failure)> ReadUntilItEndsAsync(VendorHttp http)
    {
        HttpResponseMessage response = await http.GetAsync(Logs);
        Stream body = await response.Content.ReadAsStreamAsync();
        int received = 0;
        try
        {
            byte[] buffer = new byte[4096];
            for (int read; (read = await body.ReadAsync(buffer)) > 0;)
            {
                received += read;
            }

            return (response, received, null);
        }
        catch (Exception failure) when (failure is IOException or HttpRequestException)
        {
            return (response, received, failure);
        }
    }

    private static bool IsReset(Exception? failure) =>
        failure is System.Net.Sockets.SocketException { SocketErrorCode: System.Net.Sockets.SocketError.ConnectionReset }
        || (failure is not null && IsReset(failure.InnerException));

    private static async Task UntilAsync(Func<bool> happened)
    {
        while (!happened())
        {
            await Task.Yield();
        }
    }
}
