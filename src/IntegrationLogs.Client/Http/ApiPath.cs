namespace IntegrationLogs.Client.Http;

internal static class ApiPath
{
    /// <summary>An id as one segment of a path: it can never lead to another endpoint.</summary>
    /// <exception cref="ArgumentException">The id is empty, cannot be a segment (<c>.</c>, <c>..</c>) or is no valid Unicode.</exception>
    public static string Segment(string id, string parameterName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id, parameterName);
        return FaultOf(id) is string fault ? throw new ArgumentException(fault, parameterName) : Uri.EscapeDataString(id);
    }

    /// <summary>Why a text cannot be an id in a path; null if it can.</summary>
    public static string? FaultOf(string id)
    {
        if (id is "." or "..")
        {
            return $"'{id}' cannot be an id: in a path it stands for another place, however it is escaped.";
        }

        for (int i = 0; i < id.Length; i++)
        {
            if (char.IsSurrogate(id[i]) && !(i + 1 < id.Length && char.IsSurrogatePair(id[i], id[++i])))
            {
                return "The id is not valid Unicode: it has half of a surrogate pair.";
            }
        }

        return null;
    }

    /// <summary>An id that is a number, counted from 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The id is zero or negative.</exception>
    public static string Segment(long id, string parameterName)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(id, parameterName);
        return id.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
