using IntegrationLogs.Client.Reliability.Infrastructure;

namespace IntegrationLogs.Client.Reliability.Soak;

/// <summary>What a soak has come to, over both vendors.</summary>
internal sealed record SoakReport(
    Trial Trial,
    Progress Progress,
    Readers<ElasticPathLog> ElasticPath,
    Readers<SendcloudLog> Sendcloud,
    IReadOnlyList<(int Pages, Footprint Footprint)> Footprints)
{
    public int Tokens => Trial.Vendors.ElasticPath.TokensIssued + Trial.Vendors.Sendcloud.TokensIssued;

    public int Lost => ElasticPath.Lost + Sendcloud.Lost;

    public int Twice => ElasticPath.Twice + Sendcloud.Twice;

    public int Resumed => ElasticPath.Resumed + Sendcloud.Resumed;

    public int Insertions => ElasticPath.Churn.Insertions + Sendcloud.Churn.Insertions;

    public int Removals => ElasticPath.Churn.Removals + Sendcloud.Churn.Removals;

    public Footprint First => Footprints[0].Footprint;

    public Footprint Last => Footprints[^1].Footprint;

    /// <summary>How many page requests there were, and how many of them failed by plan.</summary>
    public (int Requests, int Connection, int Refusals) Happened
    {
        get
        {
            (int requests, int connection, int refusals) = ElasticPath.Faults.Happened();
            (int more, int moreConnection, int moreRefusals) = Sendcloud.Faults.Happened();
            return (requests + more, connection + moreConnection, refusals + moreRefusals);
        }
    }

    public IEnumerable<string> Lines(int seed)
    {
        (int requests, int connection, int refusals) = Happened;
        yield return $"Soak: {Progress.Pages:N0} pages, {Progress.Logs:N0} logs, {connection:N0} connection faults, "
            + $"{refusals:N0} answers 429/503, {Tokens:N0} tokens, {Lost} lost, {Twice} twice, seed {seed}";
        yield return $"Soak: {ElasticPath.Walks + Sendcloud.Walks} walks, the longest of {ElasticPath.LongestWalk:N0} and "
            + $"{Sendcloud.LongestWalk:N0} pages, {Resumed} resumed from a token, {requests:N0} page requests, "
            + $"{Progress.Retries:N0} retries, {Progress.Bytes / 1e6:N0} MB read, {Insertions:N0} logs inserted, {Removals:N0} removed, "
            + $"{Trial.Canary.Searched:N0} texts searched for secrets";
        foreach ((int pages, Footprint now) in Footprints)
        {
            yield return $"Soak: after {pages:N0} pages {now.Sockets} sockets, {now.Handles} handles, {now.Threads} threads, "
                + $"{now.ManagedMegabytes:N2} MB managed";
        }

        if (Footprints.Count > 0)
        {
            yield return $"Soak: sockets {First.Sockets} → {Last.Sockets}, handles {First.Handles} → {Last.Handles}, "
                + $"managed memory {First.ManagedMegabytes:N1} MB → {Last.ManagedMegabytes:N1} MB";
        }
    }
}
