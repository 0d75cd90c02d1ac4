using System.Net;
using IntegrationLogs.Client.Paging.Offset;

namespace IntegrationLogs.Client.Tests.Infrastructure;

/// <summary>A vendor's list in memory, which changes before every answer as a seed says.</summary>
internal sealed class SimulatedList
{
    private readonly Random _chance;
    private readonly List<string> _listed;
    private readonly HashSet<string> _alwaysListed;
    private int _made;

    public SimulatedList(int seed, int length)
    {
        _chance = new Random(seed);
        _listed = [.. Enumerable.Range(0, length).Select(_ => NextRecord())];
        _alwaysListed = [.. _listed];
    }

    public enum Says
    {
        Totals,
        Links,
        Nothing,
    }

    public int MaxChangesPerRequest { get; init; }

    public int ServerCap { get; init; } = 100;

    public int DefaultPageSize { get; init; } = 25;

    public Says Envelope { get; init; }

    /// <summary>The server now and then gives fewer records than it could.</summary>
    public bool GivesShortPages { get; init; }

    public bool IgnoresOffset { get; init; }

    /// <summary>From this offset on, answers are empty.</summary>
    public int SilentLimit { get; init; } = int.MaxValue;

    /// <summary>What an answer gives for a total: of the number of records that are listed and of those on the page.</summary>
    public Func<int, int, long?> CountsAs { get; init; } = (listed, _) => listed;

    /// <summary>Whether an answer has a next link: of whether there is more.</summary>
    public Func<bool, bool> LinksAs { get; init; } = hasMore => hasMore;

    /// <summary>The status that refuses an offset behind the last record; an empty page by default.</summary>
    public HttpStatusCode? RefusesBehindEnd { get; init; }

    public List<int> Offsets { get; } = [];

    /// <summary>The records that were listed at every request so far.</summary>
    public IReadOnlySet<string> AlwaysListed => _alwaysListed;

    public IReadOnlyList<string> Listed => _listed;

    public Task<OffsetPage<string>> FetchAsync(int offset, int? limit, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Change();
        Offsets.Add(offset);
        if (offset > 0 && offset >= _listed.Count && RefusesBehindEnd is HttpStatusCode refusal)
        {
            throw new VendorApiException(IntegrationVendor.ElasticPath, refusal, $"Offset {offset} is too large.");
        }

        int start = IgnoresOffset ? 0 : offset;
        int length = IgnoresOffset ? int.MaxValue : Math.Min(limit ?? DefaultPageSize, ServerCap);
        if (GivesShortPages && length > 2)
        {
            length = _chance.Next(2, length + 1);
        }

        string[] items = start >= SilentLimit ? [] : [.. _listed.Skip(start).Take(length)];
        int end = start + items.Length;
        return Task.FromResult(new OffsetPage<string>(
            items,
            Envelope == Says.Totals ? CountsAs(_listed.Count, items.Length) : null,
            HasLinks: Envelope == Says.Links,
            HasNextLink: Envelope == Says.Links && LinksAs(end < _listed.Count),
            new ResponseInfo()));
    }

    public void Insert(int index) => _listed.Insert(index, NextRecord());

    public void RemoveAt(int index)
    {
        _alwaysListed.Remove(_listed[index]);
        _listed.RemoveAt(index);
    }

    private void Change()
    {
        int changes = _chance.Next(MaxChangesPerRequest + 1);
        for (int i = 0; i < changes; i++)
        {
            switch (_chance.Next(5))
            {
                case 0: Insert(0); break;
                case 1: Insert(_chance.Next(_listed.Count + 1)); break;
                case 2 when _listed.Count > 0: RemoveAt(0); break;
                case 3 when _listed.Count > 0: RemoveAt(_listed.Count - 1); break;
                case 4 when _listed.Count > 0: RemoveAt(_chance.Next(_listed.Count)); break;
            }
        }
    }

    private string NextRecord() => $"record-{_made++}";
}
