using System.Text;
using System.Text.Json;

namespace IntegrationLogs.Client.Json;

/// <summary>
/// The names a model knows, in the order the vendor's page lists them. A name's index stands for the field everywhere else.
/// </summary>
internal sealed class JsonNames
{
    private readonly string[] _names;
    private readonly byte[][] _utf8;

    public JsonNames(params string[] names)
    {
        _names = names;
        _utf8 = Array.ConvertAll(names, Encoding.UTF8.GetBytes);
    }

    public int Count => _names.Length;

    public string this[int index] => _names[index];

    /// <summary>
    /// The index of the name the reader stands on, or -1. Vendors write their fields in one order, so the expected one is tried
    /// first.
    /// </summary>
    public int IndexOf(ref Utf8JsonReader reader, int expected)
    {
        if (reader.ValueIsEscaped)
        {
            return Array.IndexOf(_names, JsonText.Read(ref reader));
        }

        ReadOnlySpan<byte> name = reader.ValueSpan;
        if ((uint)expected < (uint)_utf8.Length && name.SequenceEqual(_utf8[expected]))
        {
            return expected;
        }

        for (int i = 0; i < _utf8.Length; i++)
        {
            if (name.SequenceEqual(_utf8[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
