using IntegrationLogs.Client.Diagnostics;
using Microsoft.Extensions.Configuration;

namespace IntegrationLogs.Client.Hosting;

/// <summary>Reads a section's settings one by one. One that cannot be read stays as it was, and is told by its key.</summary>
internal sealed class SettingReader(IConfiguration section, ICollection<string> faults)
{
    private const int LongestQuote = 100;

    public delegate bool TryParse<T>(string text, out T value);

    /// <summary>Whether the section has any setting.</summary>
    public bool IsThere => section.GetChildren().Any();

    public SettingReader Inside(string key) => new(section.GetSection(key), faults);

    /// <param name="key">The setting's key.</param>
    /// <param name="otherwise">Its value where it is not there.</param>
    /// <param name="tryParse">Reads its text.</param>
    /// <param name="expected">What to write.</param>
    public T Read<T>(string key, T otherwise, TryParse<T> tryParse, string expected)
    {
        IConfigurationSection setting = section.GetSection(key);
        return setting.Exists() && TryRead(setting, tryParse, expected, out T value) ? value : otherwise;
    }

    /// <param name="key">The list's key.</param>
    /// <param name="into">Where its values go.</param>
    /// <param name="tryParse">Reads a value's text.</param>
    /// <param name="expected">What to write.</param>
    public void ReadList<T>(string key, ICollection<T> into, TryParse<T> tryParse, string expected)
    {
        IConfigurationSection list = section.GetSection(key);

        // An empty list of a JSON file is an empty text.
        if (!string.IsNullOrEmpty(list.Value))
        {
            faults.Add($"{list.Path} has a value, but it is a list: its first value is {list.Path}:0.");
        }

        foreach (IConfigurationSection item in list.GetChildren())
        {
            if (TryRead(item, tryParse, expected, out T value))
            {
                into.Add(value);
            }
        }
    }

    private bool TryRead<T>(IConfigurationSection setting, TryParse<T> tryParse, string expected, out T value)
    {
        if (setting.Value is string text)
        {
            if (tryParse(text, out value))
            {
                return true;
            }

            faults.Add($"{setting.Path} is '{OneLine.Of(OneLine.Cut(text, LongestQuote))}': write {expected}.");
            return false;
        }

        value = default!;
        faults.Add($"{setting.Path} has keys, but it is a value: write {expected}.");
        return false;
    }
}
