using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace IntegrationLogs.Client.Http;

internal static class ApiPath
{
    /// <summary>An id as one segment of a path: it can never lead to another endpoint.</summary>
    /// <exception cref="ArgumentException">The id is empty, cannot be a segment (<c>.</c>, <c>..</c>) or is no valid Unicode.</exception>
    public static string Segment(string id, string parameterName) => Uri.EscapeDataString(Checked(id, parameterName));

    /// <summary>An id that can be a segment of a path once it is escaped.</summary>
    /// <exception cref="ArgumentException">The id is empty, cannot be a segment (<c>.</c>, <c>..</c>) or is no valid Unicode.</exception>
    public static string Checked(string id, string parameterName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id, parameterName);
        if (IsAnotherPlace(id))
        {
            throw new ArgumentException(
                $"'{id}' cannot be an id: in a path it stands for another place, however it is escaped.", parameterName);
        }

        if (!IsUnicode(id))
        {
            throw new ArgumentException("The id is not valid Unicode: it has half of a surrogate pair.", parameterName);
        }

        return id;
    }

    /// <summary>Whether an id, such as a vendor's, can be a segment.</summary>
    public static bool CanBeSegment([NotNullWhen(true)] string? id) =>
        !string.IsNullOrWhiteSpace(id) && !IsAnotherPlace(id) && IsUnicode(id);

    /// <summary>An id that is a number, counted from 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The id is zero or negative.</exception>
    public static string Segment(long id, string parameterName)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(id, parameterName);
        return id.ToString(CultureInfo.InvariantCulture);
    }

    private static bool IsAnotherPlace(string id) => id is "." or "..";

    public static bool IsUnicode(string id)
    {
        for (int i = 0; i < id.Length; i++)
        {
            if (char.IsSurrogate(id[i]) && !(i + 1 < id.Length && char.IsSurrogatePair(id[i], id[++i])))
            {
                return false;
            }
        }

        return true;
    }
}
