namespace IntegrationLogs.Client.Testing.Records;

internal static class SampleNames
{
    /// <summary>A name from the list; once it is used up, again from the start, with a number behind.</summary>
    public static string At(string[] names, long number, bool numbered = true)
    {
        string name = names[number % names.Length];
        return number < names.Length || !numbered ? name : $"{name} {(number / names.Length) + 1}";
    }
}
