using IntegrationLogs.Client.Testing;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Paging;

/// <summary>The streams over real sockets: every envelope and link form, lists that change, faults on the way.</summary>
public class VendorListTests
{
    public static TheoryData<ElasticPathEnvelope, ElasticPathLinkForm, bool> Envelopes()
    {
        var data = new TheoryData<ElasticPathEnvelope, ElasticPathLinkForm, bool>();
        foreach (ElasticPathEnvelope envelope in Enum.GetValues<ElasticPathEnvelope>())
        {
            data.Add(envelope, ElasticPathLinkForm.Absolute, false);
        }

        data.Add(ElasticPathEnvelope.Links, ElasticPathLinkForm.Absolute, true);
        data.Add(ElasticPathEnvelope.Links, ElasticPathLinkForm.RootRelativeWithoutVersion, false);
        return data;
    }

    public static TheoryData<SendcloudLinkForm, SendcloudCursor> LinkForms()
    {
        var data = new TheoryData<SendcloudLinkForm, SendcloudCursor>();
        foreach (SendcloudLinkForm form in Enum.GetValues<SendcloudLinkForm>())
        {
            data.Add(form, SendcloudCursor.DateTime);
            data.Add(form, SendcloudCursor.Opaque);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Envelopes))]
    public async Task Elastic_Path_lists_come_whole_in_every_envelope(ElasticPathEnvelope envelope, ElasticPathLinkForm links, bool nullLinks)
    {
        await using var vendors = await FakeVendorServer.StartAsync(o =>
        {
            o.ElasticPath.Envelope = envelope;
            o.ElasticPath.LinkForm = links;
            o.ElasticPath.NullLinks = nullLinks;
        });
        await using var client = IntegrationLogsClient.Create(vendors.ClientOptions);

        List<ElasticPathLog> read = await client.ElasticPath.GetAllLogsAsync().ToListAsync();

        Assert.Equal(vendors.ElasticPath.Logs.Snapshot(), read);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Every_Elastic_Path_list_comes_whole(bool pagedJobs)
    {
        await using var vendors = await FakeVendorServer.StartAsync(o => o.ElasticPath.PagedJobs = pagedJobs);
        await using var client = IntegrationLogsClient.Create(vendors.ClientOptions);
        IReadOnlyList<ElasticPathLog> all = vendors.ElasticPath.Logs.Snapshot();

        List<ElasticPathIntegration> integrations = await client.ElasticPath.GetIntegrationsAsync().ToListAsync();
        Assert.Equal(vendors.ElasticPath.Integrations.Snapshot(), integrations);
        foreach (string id in integrations.Select(integration => integration.Id!))
        {
            IEnumerable<ElasticPathLog> expected = all.Where(log => log.IntegrationId == id);
            Assert.Equal(id, (await client.ElasticPath.GetIntegrationAsync(id)).Id);
            Assert.Equal(expected, await client.ElasticPath.GetIntegrationLogsAsync(id).ToListAsync());

            List<ElasticPathJob> jobs = await client.ElasticPath.GetIntegrationJobsAsync(id).ToListAsync();
            Assert.Equal(expected.Select(log => log.JobId).ToHashSet(), jobs.Select(job => job.Id).ToHashSet());
            Assert.Equal(jobs.Count, jobs.Select(job => job.Id).Distinct().Count());
            string job = jobs[0].Id!;
            Assert.Equal(expected.Where(log => log.JobId == job), await client.ElasticPath.GetJobLogsAsync(id, job).ToListAsync());
        }
    }

    [Theory]
    [MemberData(nameof(LinkForms))]
    public async Task Sendcloud_lists_come_whole_with_every_form_of_link(SendcloudLinkForm form, SendcloudCursor cursor)
    {
        await using var vendors = await FakeVendorServer.StartAsync(o =>
        {
            o.Sendcloud.LinkForm = form;
            o.Sendcloud.Cursor = cursor;
        });
        await using var client = IntegrationLogsClient.Create(vendors.ClientOptions);

        List<SendcloudLog> read = await client.Sendcloud.GetAllLogsAsync().ToListAsync();

        Assert.Equal(vendors.Sendcloud.Logs.Snapshot().Select(log => log.Id), read.Select(log => log.Id));
        Assert.All(vendors.Requests, request => Assert.Equal("/api/v3/integrations/logs", request.Path));
    }

    [Fact]
    public async Task Every_Sendcloud_list_comes_whole()
    {
        await using var vendors = await FakeVendorServer.StartAsync();
        await using var client = IntegrationLogsClient.Create(vendors.ClientOptions);

        List<SendcloudIntegration> integrations = await client.Sendcloud.GetIntegrationsAsync().ToListAsync();

        Assert.Equal(vendors.Sendcloud.Integrations.Snapshot(), integrations);
        foreach (SendcloudIntegration integration in integrations)
        {
            Assert.Equal(integration, await client.Sendcloud.GetIntegrationAsync(integration.Id!.Value));
            Assert.Equal(
                vendors.Sendcloud.Logs.Snapshot().Where(log => log.IntegrationId == integration.Id).Select(log => log.Id),
                (await client.Sendcloud.GetIntegrationLogsAsync(integration.Id.Value).ToListAsync()).Select(log => log.Id));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    public async Task Logs_that_stay_listed_come_once_while_others_come_and_go_and_connections_break(int readAhead)
    {
        FakeVendorServer? running = null;
        int answers = 0;
        await using FakeVendorServer vendors = running = await FakeVendorServer.StartAsync(o =>
        {
            o.ElasticPath.LogCount = o.Sendcloud.LogCount = 600;
            o.BeforeAnswer = request =>
            {
                if (running is null || request.IsTokenRequest)
                {
                    return;
                }

                int turn = Interlocked.Increment(ref answers);
                running.ElasticPath.Logs.InsertNew(0);
                running.Sendcloud.Logs.InsertNew(0);
                if (turn % 3 == 0)
                {
                    running.ElasticPath.Logs.RemoveAt(turn);
                    running.ElasticPath.Logs.RemoveAt(turn);
                    running.ElasticPath.Logs.RemoveAt(turn);
                    running.Sendcloud.Logs.RemoveAt(turn);
                }
            };
        });
        IReadOnlyList<ElasticPathLog> elasticPathAtStart = vendors.ElasticPath.Logs.Snapshot();
        IReadOnlyList<SendcloudLog> sendcloudAtStart = vendors.Sendcloud.Logs.Snapshot();
        vendors.ElasticPath.Faults.At(3, Fault.ResetInsideBody(50));
        vendors.ElasticPath.Faults.At(7, Fault.Truncate(500));
        vendors.Sendcloud.Faults.At(4, Fault.ResetBeforeHeaders());
        vendors.Sendcloud.Faults.At(8, Fault.Status(503));
        IntegrationLogsClientOptions options = vendors.ClientOptions;
        options.Resilience.BaseDelay = TimeSpan.Zero;
        await using var client = IntegrationLogsClient.Create(options);
        var paging = new PagingOptions { PageSize = null, ReadAhead = readAhead };

        List<string?> elasticPath = (await client.ElasticPath.GetAllLogsAsync(paging).ToListAsync()).ConvertAll(log => log.Id);
        List<long?> sendcloud = (await client.Sendcloud.GetAllLogsAsync(paging).ToListAsync()).ConvertAll(log => log.Id);

        HashSet<string?> elasticPathAtEnd = [.. vendors.ElasticPath.Logs.Snapshot().Select(log => log.Id)];
        HashSet<long?> sendcloudAtEnd = [.. vendors.Sendcloud.Logs.Snapshot().Select(log => log.Id)];
        Assert.Equal(elasticPath.Count, elasticPath.Distinct().Count());
        Assert.Equal(sendcloud.Count, sendcloud.Distinct().Count());
        Assert.Empty(elasticPathAtStart.Select(log => log.Id).Where(elasticPathAtEnd.Contains).Except(elasticPath));
        Assert.Empty(sendcloudAtStart.Select(log => log.Id).Where(sendcloudAtEnd.Contains).Except(sendcloud));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(8)]
    public async Task Leaving_early_leaves_nothing_in_flight(int readAhead)
    {
        await using var vendors = await FakeVendorServer.StartAsync();
        vendors.ElasticPath.Faults.At(3, Fault.StallBeforeHeaders());
        await using var client = IntegrationLogsClient.Create(vendors.ClientOptions);
        int pages = 0;

        var paging = new PagingOptions { PageSize = null, ReadAhead = readAhead };
        await foreach (Page<ElasticPathLog> _ in client.ElasticPath.GetAllLogsAsync(paging).AsPages())
        {
            if (++pages == 2)
            {
                break;
            }
        }

        // What was under way is cancelled by now; the server notices as soon as it sees the connection close.
        await Eventually.IsTrueAsync(() => vendors.OpenRequests == 0);
    }

    [Fact]
    public async Task Past_the_offset_limit_the_error_says_how_to_go_on()
    {
        await using var vendors = await FakeVendorServer.StartAsync(o =>
        {
            o.ElasticPath.LogCount = 10_300;
            o.ElasticPath.OffsetLimit = 10_000;
        });
        await using var client = IntegrationLogsClient.Create(vendors.ClientOptions);
        int count = 0;

        var error = await Assert.ThrowsAsync<PagingException>(async () =>
        {
            await foreach (ElasticPathLog _ in client.ElasticPath.GetAllLogsAsync(new PagingOptions { PageSize = 100 }))
            {
                count++;
            }
        });

        Assert.InRange(count, 9_900, 10_100);
        Assert.IsType<VendorApiException>(error.InnerException, exactMatch: false);
        Assert.Contains("GetIntegrationLogsAsync", error.Message, StringComparison.Ordinal);
        Assert.Contains("10,000", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_error_before_the_offset_limit_stays_what_it_is()
    {
        await using var vendors = await FakeVendorServer.StartAsync();
        vendors.ElasticPath.Faults.At(2, Fault.Status(400));
        await using var client = IntegrationLogsClient.Create(vendors.ClientOptions);

        await Assert.ThrowsAsync<VendorApiException>(() => client.ElasticPath.GetAllLogsAsync().ToListAsync());
    }

    [Fact]
    public async Task Total_items_are_counted_items_not_pages()
    {
        await using var vendors = await FakeVendorServer.StartAsync();
        await using var client = IntegrationLogsClient.Create(vendors.ClientOptions);

        List<Page<ElasticPathLog>> pages = await client.ElasticPath.GetAllLogsAsync().AsPages().ToListAsync();

        Assert.All(pages, page => Assert.Equal(250, page.TotalItems));
        Assert.All(pages, page => Assert.Equal(1, page.Response.Attempts));
    }
}
