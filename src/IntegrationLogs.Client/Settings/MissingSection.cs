using Microsoft.Extensions.Configuration;

namespace IntegrationLogs.Client.Settings;

/// <summary>Tells of a section that is not there, and which one was probably meant.</summary>
internal static class MissingSection
{
    /// <summary>What is wrong; null where the section is there.</summary>
    /// <param name="configuration">The section. A whole configuration is there always.</param>
    /// <param name="all">The configuration that it should be in, where that is known.</param>
    public static string? FaultOf(IConfiguration configuration, IConfiguration? all)
    {
        if (configuration is not IConfigurationSection section || section.Exists())
        {
            return null;
        }

        string? meant = all is null ? null : ClosestName.Find(section.Key, NamesBeside(section, all));
        return $"The configuration section '{section.Path}' is missing or empty"
            + (meant is null ? "." : $": did you mean '{section.Path[..^section.Key.Length]}{meant}'?");
    }

    private static IEnumerable<string> NamesBeside(IConfigurationSection section, IConfiguration all)
    {
        string? parent = ConfigurationPath.GetParentPath(section.Path);
        return (parent is null ? all : all.GetSection(parent)).GetChildren().Select(child => child.Key);
    }
}
