using System.Text;

namespace IntegrationLogs.Client.PostgreSql;

/// <summary>The name of a schema, which SQL cannot take as a parameter.</summary>
internal static class SchemaName
{
    /// <summary>Longer names are cut by PostgreSQL, so that two could be one.</summary>
    private const int MostBytes = 63;

    /// <summary>What is wrong with a name; null when nothing is.</summary>
    public static string? FaultOf(string? name) => name switch
    {
        null or "" => "Schema is empty: write the name of a schema, such as integration_logs.",
        _ when name.Any(character => char.IsControl(character) || char.IsSurrogate(character)) =>
            "Schema has a control character or half a character in it: write the name of a schema, such as integration_logs.",
        _ when Encoding.UTF8.GetByteCount(name) > MostBytes => $"Schema is longer than {MostBytes} bytes: write a shorter name.",
        _ when name.StartsWith("pg_", StringComparison.Ordinal) || name == "information_schema" =>
            $"Schema is '{name}', which PostgreSQL keeps for itself: write another name.",
        _ => null,
    };

    /// <summary>The name as SQL has it, whatever is in it.</summary>
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
