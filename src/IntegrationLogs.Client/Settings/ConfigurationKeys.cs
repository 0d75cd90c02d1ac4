using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;

namespace IntegrationLogs.Client.Settings;

/// <summary>Finds the keys of a section that are no settings, and which ones were probably meant.</summary>
/// <param name="sections">
/// The names that each section knows, by the section's name; the outermost has none. A section means the same wherever it stands.
/// </param>
internal sealed class ConfigurationKeys(IEnumerable<KeyValuePair<string, string[]>> sections)
{
    private readonly Dictionary<string, string[]> _sections = new(sections, StringComparer.OrdinalIgnoreCase);

    /// <summary>The names of a type's settings.</summary>
    public static string[] NamesOf<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] T>() =>
        [.. typeof(T).GetProperties().Select(property => property.Name)];

    /// <summary>What is wrong with the keys, one text for each.</summary>
    /// <param name="configuration">
    /// The outermost section. In a whole configuration, which holds other things' keys too, only what must be a misspelled section is wrong.
    /// </param>
    /// <param name="others">The paths of others' sections, which may stand inside.</param>
    public IEnumerable<string> FaultsOf(IConfiguration configuration, params IReadOnlyList<string> others) =>
        FaultsIn(configuration, string.Empty, others);

    private IEnumerable<string> FaultsIn(IConfiguration parent, string section, IReadOnlyList<string> others)
    {
        bool isWhole = section.Length == 0 && parent is not IConfigurationSection;
        foreach (IConfigurationSection child in parent.GetChildren())
        {
            if (!IsKnown(child.Key, section))
            {
                if ((!isWhole || LooksLikeSection(child)) && !HoldsAny(child, others))
                {
                    yield return $"{child.Path} is no setting: {WhatWasMeant(child.Key, section)}";
                }
            }
            else if (_sections.ContainsKey(child.Key))
            {
                foreach (string fault in FaultsIn(child, child.Key, others).Concat(FaultsOfValue(child)))
                {
                    yield return fault;
                }
            }
        }
    }

    private IEnumerable<string> FaultsOfValue(IConfigurationSection section) => string.IsNullOrEmpty(section.Value)
        ? []
        : [$"{section.Path} has a value, but it is a section with the keys {string.Join(", ", _sections[section.Key])}."];

    private static bool HoldsAny(IConfigurationSection section, IReadOnlyList<string> others) => others.Any(other =>
        $"{other}:".StartsWith($"{section.Path}:", StringComparison.OrdinalIgnoreCase));

    private bool IsKnown(string key, string section) => _sections[section].Contains(key, StringComparer.OrdinalIgnoreCase);

    /// <summary>Nearly the name of a section, with a key of that section in it.</summary>
    private bool LooksLikeSection(IConfigurationSection child) =>
        ClosestName.Find(child.Key, _sections.Keys) is { Length: > 0 } section
        && child.GetChildren().Any(key => IsKnown(key.Key, section));

    private string WhatWasMeant(string key, string section)
    {
        string? meant = ClosestName.Find(key, _sections[section])
            ?? _sections.Where(other => other.Key.Length > 0 && other.Key != section)
                .Select(other => ClosestName.Find(key, other.Value) is string name ? $"{other.Key}:{name}" : null)
                .FirstOrDefault(name => name is not null);
        return meant is null ? $"its section has {string.Join(", ", _sections[section])}." : $"did you mean {meant}?";
    }
}
