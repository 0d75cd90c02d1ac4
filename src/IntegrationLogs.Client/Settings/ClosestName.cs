namespace IntegrationLogs.Client.Settings;

/// <summary>Finds which name was probably meant.</summary>
internal static class ClosestName
{
    /// <summary>The name that takes the fewest changes of a letter, at most a third of its letters; null when none is so close.</summary>
    public static string? Find(string written, IEnumerable<string> names) => names
        .Select(name => (Name: name, Changes: ChangesBetween(written.ToUpperInvariant(), name.ToUpperInvariant())))
        .Where(near => near.Changes * 3 <= Math.Max(written.Length, near.Name.Length))
        .OrderBy(near => near.Changes)
        .Select(near => near.Name)
        .FirstOrDefault();

    /// <summary>How many letters have to be put in, left out or replaced.</summary>
    private static int ChangesBetween(string first, string second)
    {
        int[] row = [.. Enumerable.Range(0, second.Length + 1)];
        for (int i = 1; i <= first.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= second.Length; j++)
            {
                int replaced = diagonal + (first[i - 1] == second[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
