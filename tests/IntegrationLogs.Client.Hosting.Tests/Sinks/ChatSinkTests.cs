using System.Text.Json;

namespace IntegrationLogs.Client.Hosting.Tests;

/// <summary>What Slack and Teams are told.</summary>
public sealed class ChatSinkTests : IAsyncLifetime
{
    private readonly SimulatedSendcloud _vendor = new()
    {
        Integrations = [new SendcloudIntegration { Id = 1, ShopName = "<!channel> & @here [x](http://evil.example) *b*" }],
    };

    private readonly ObservableTimeProvider _time = new(new DateTimeOffset(2026, 11, 27, 12, 0, 0, TimeSpan.Zero));
    private readonly SinkStores _stores = new();
    private SinkReceiver _receiver = null!;

    public async Task InitializeAsync() => _receiver = await SinkReceiver.StartAsync();

    public async Task DisposeAsync() => await _receiver.DisposeAsync();

    [Fact]
    public async Task Slack_gets_a_message_in_which_names_mention_nobody()
    {
        await using SinkHost host = await PlayAsync(watch => watch.ToSlack(_receiver.Address));

        string[] texts = [.. _receiver.Taken.SelectMany(request => request.Json.GetProperty("blocks").EnumerateArray())
            .Select(block => block.GetProperty("text").GetProperty("text").GetString()!.Replace("\u200B", string.Empty, StringComparison.Ordinal))];
        const string name = "&lt;!channel&gt; &amp; @here [x](http://evil.example) *b* (Sendcloud integration 1)";
        Assert.Equal(
            [
                $":red_circle: *Incident opened: {name}*\nCause: status 404, HTTPError\nCount: 1 failure\nSince: 2026-11-27 12:00:00 UTC",
                $":large_green_circle: *Incident resolved: {name}*\nCause: status 404, HTTPError\nCount: 1 failure\nSince: 2026-11-27 12:00:00 UTC\n"
                    + "Resolved: 2026-11-27 12:10:00 UTC\nDuration: 10 min",
            ],
            texts);
        Assert.All(_receiver.Taken, request => Assert.Contains("@\u200Bhere", request.Json.GetProperty("text").GetString(), StringComparison.Ordinal));
        Assert.All(_receiver.Taken, request => Assert.DoesNotContain("canary", request.Text, StringComparison.Ordinal));
        Assert.DoesNotContain("canary", host.Telemetry, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Teams_gets_a_card_whose_values_are_shown_as_they_are()
    {
        await using SinkHost host = await PlayAsync(watch => watch.ToTeams(_receiver.Address));

        JsonElement attachment = Assert.Single(_receiver.Taken[0].Json.GetProperty("attachments").EnumerateArray());
        Assert.Equal("application/vnd.microsoft.card.adaptive", attachment.GetProperty("contentType").GetString());
        JsonElement card = attachment.GetProperty("content");
        Assert.Equal(("AdaptiveCard", "1.4"), (card.GetProperty("type").GetString(), card.GetProperty("version").GetString()));
        JsonElement container = Assert.Single(card.GetProperty("body").EnumerateArray());
        JsonElement[] blocks = [.. container.GetProperty("items").EnumerateArray()];
        Assert.All(blocks, block => Assert.Equal("RichTextBlock", block.GetProperty("type").GetString()));
        Assert.Equal(
            [
                "Incident opened: <!channel> & @here [x](http://evil.example) *b* (Sendcloud integration 1)",
                "Cause: status 404, HTTPError",
                "Count: 1 failure",
                "Since: 2026-11-27 12:00:00 UTC",
            ],
            blocks.Select(block => string.Concat(block.GetProperty("inlines").EnumerateArray().Select(run => run.GetProperty("text").GetString()))));
        Assert.Equal(2, _receiver.Taken.Count);
        Assert.All(_receiver.Taken, request => Assert.DoesNotContain("canary", request.Text, StringComparison.Ordinal));
        Assert.DoesNotContain("canary", host.Telemetry, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Events_of_one_poll_are_one_message_and_the_kind_of_error_is_told_where_it_is_asked_for()
    {
        await using SinkHost host = await StartAsync(watch => watch.ToSlack(_receiver.Address, options => options.Fields = SinkFields.Message));
        _vendor.InsertByTime(new SendcloudLog { Id = 1, IntegrationId = 1, CreatedAt = _time.GetUtcNow(), Exception = "disk full" });
        _vendor.InsertByTime(SinkHost.Failure(2, _time.GetUtcNow(), status: 500));
        await host.AdvanceAsync(HostedSendcloud.Minute);

        SinkReceiver.Received request = Assert.Single(_receiver.Requests);
        Assert.Equal(2, request.Json.GetProperty("blocks").GetArrayLength());
        Assert.Contains("Cause: disk full", request.Text, StringComparison.Ordinal);
        Assert.Contains("Cause: status 500, HTTPError", request.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cause_that_is_a_message_only_is_not_told_by_default()
    {
        await using SinkHost host = await StartAsync(watch => watch.ToSlack(_receiver.Address));
        _vendor.InsertByTime(new SendcloudLog { Id = 1, IntegrationId = 1, CreatedAt = _time.GetUtcNow(), Exception = "canary full" });
        await host.AdvanceAsync(HostedSendcloud.Minute);

        Assert.Contains("Cause: no status", Assert.Single(_receiver.Requests).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", _receiver.Requests[0].Text, StringComparison.Ordinal);
    }

    private async Task<SinkHost> PlayAsync(Action<IIntegrationLogsWatchBuilder> add)
    {
        SinkHost host = await StartAsync(add);
        _vendor.InsertByTime(SinkHost.Failure(1, _time.GetUtcNow()));
        for (int minute = 0; minute < 15; minute++)
        {
            await host.AdvanceAsync(HostedSendcloud.Minute);
        }

        return host;
    }

    private Task<SinkHost> StartAsync(Action<IIntegrationLogsWatchBuilder> add) => SinkHost.StartAsync(_vendor, _time, _stores.Of, add);
}
