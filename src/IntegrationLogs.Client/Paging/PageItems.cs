namespace IntegrationLogs.Client.Paging;

internal static class PageItems
{
    /// <summary>The items at the indexes that are picked, which are mostly all.</summary>
    public static List<T> Pick<T>(this IReadOnlyList<T> items, Func<int, bool> isPicked)
    {
        var picked = new List<T>(items.Count);
        for (int i = 0; i < items.Count; i++)
        {
            if (isPicked(i))
            {
                picked.Add(items[i]);
            }
        }

        return picked;
    }
}
