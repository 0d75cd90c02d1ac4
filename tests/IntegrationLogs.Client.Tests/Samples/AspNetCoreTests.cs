using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Samples;

/// <summary>The web application with fake vendors: what it sends to OpenTelemetry and to a webhook, and what it answers.</summary>
public sealed class AspNetCoreTests
{
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task Failures_reach_open_telemetry_with_the_vendors_time_and_incidents_reach_a_webhook()
    {
        using var deadline = new CancellationTokenSource(LongestRun);
        await using TelemetryReceiver receiver = await TelemetryReceiver.StartAsync();
        using Process program = Start(receiver.Address);
        try
        {
            Uri address = await ListeningAsync(program, deadline.Token);

            (string scope, OtlpLogs.Record failure) = await receiver.RecordAsync(
                record => record.EventName == "IntegrationFailed" && record["integration_logs.vendor"] == "ElasticPath",
                deadline.Token);
            string hook = await receiver.HookAsync(one => one.Contains("incident.opened", StringComparison.Ordinal), deadline.Token);
            using var client = new HttpClient { BaseAddress = address };

            Assert.Equal("IntegrationLogs.Failures", scope);
            Assert.Equal(17, failure.SeverityNumber);
            DateTimeOffset occurredAt = DateTimeOffset.Parse(failure["integration_logs.occurred_at"]!, CultureInfo.InvariantCulture);
            Assert.Equal((ulong)(occurredAt - DateTimeOffset.UnixEpoch).Ticks * 100, failure.TimeUnixNano);
            Assert.Equal(404, failure.Attributes.Single(attribute => attribute.Key == "http.response.status_code").Value!.Number);
            Assert.Contains(failure["integration_logs.account"], (string?[])["nl", "de"]);
            using JsonDocument told = JsonDocument.Parse(hook);
            Assert.Equal("1.0", told.RootElement.GetProperty("specversion").GetString());
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/health", UriKind.Relative), deadline.Token)).StatusCode);
            JsonElement incidents = await client.GetFromJsonAsync<JsonElement>(new Uri("/incidents", UriKind.Relative), deadline.Token);
            Assert.NotEqual(0, incidents.GetArrayLength());
            JsonElement failures = await client.GetFromJsonAsync<JsonElement>(new Uri("/accounts/nl/failures?hours=1", UriKind.Relative), deadline.Token);
            Assert.All(failures.EnumerateArray(), one => Assert.True(one.GetProperty("isFailure").GetBoolean()));
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri("/accounts/fr/failures", UriKind.Relative), deadline.Token)).StatusCode);
        }
        finally
        {
            program.Kill(entireProcessTree: true);
        }
    }

    private static Process Start(Uri receiver)
    {
        string path = BuiltSample.PathOf("04-AspNetCore", "AspNetCore");
        var start = new ProcessStartInfo("dotnet", [path, "--contentRoot", Path.GetDirectoryName(path)!])
        {
            RedirectStandardOutput = true,
        };
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.ToString();
        start.Environment["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf";
        start.Environment["OTEL_BLRP_SCHEDULE_DELAY"] = "100";
        start.Environment["Webhook__Address"] = new Uri(receiver, "hook").ToString();
        return Process.Start(start)!;
    }

    private static async Task<Uri> ListeningAsync(Process program, CancellationToken cancellationToken)
    {
        const string words = "Now listening on: ";
        while (await program.StandardOutput.ReadLineAsync(cancellationToken) is string line)
        {
            if (line.Contains(words, StringComparison.Ordinal))
            {
                // Nobody reads the rest, and a pipe that is full would stop it.
                _ = program.StandardOutput.ReadToEndAsync(CancellationToken.None);
                return new Uri(line[(line.IndexOf(words, StringComparison.Ordinal) + words.Length)..]);
            }
        }

        throw new EndOfStreamException("It ended before it listened.");
    }
}
