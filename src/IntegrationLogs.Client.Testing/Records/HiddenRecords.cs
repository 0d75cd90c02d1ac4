namespace IntegrationLogs.Client.Testing.Records;

/// <summary>Which records the next pages of a list leave out.</summary>
internal sealed class HiddenRecords<T>
{
    private readonly object _lock = new();
    private readonly List<Hiding> _hidings = [];

    public void Add(Func<T, bool> isMeant, int? pages)
    {
        lock (_lock)
        {
            _hidings.Add(new Hiding(isMeant) { PagesLeft = pages });
        }
    }

    public void Clear()
    {
        lock (_lock)
        {
            _hidings.Clear();
        }
    }

    /// <summary>What the next page is cut from. The page counts as one that left them out.</summary>
    public ListView<T> NextPageOf(ListView<T> list)
    {
        lock (_lock)
        {
            if (_hidings.Count == 0)
            {
                return list;
            }

            ListView<T> shown = list.Without(record => _hidings.Exists(hiding => hiding.IsMeant(record)));
            _hidings.ForEach(hiding => hiding.PagesLeft--);
            _hidings.RemoveAll(hiding => hiding.PagesLeft == 0);
            return shown;
        }
    }

    private sealed record Hiding(Func<T, bool> IsMeant)
    {
        public int? PagesLeft { get; set; }
    }
}
