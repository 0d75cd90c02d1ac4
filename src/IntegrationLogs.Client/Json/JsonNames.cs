using System.Text;
using System.Text.Json;

namespace IntegrationLogs.Client.Json;

/// <summary>The names of a model's fields, at most 31, in the order of the vendor's page.</summary>
internal sealed class JsonNames(params string[] names)
{
    private readonly byte[][] _utf8 = Array.ConvertAll(names, Encoding.UTF8.GetBytes);

    public int Count => names.Length;

    public string this[int field] => names[field];

    public int IndexOf(string name) => Array.IndexOf(names, name);

    /// <summary>The index of the name that the reader stands on, or -1. Vendors write fields in one order: the expected one is tried first.</summary>
    public int IndexOf(ref Utf8JsonReader reader, int expected)
    {
        if (reader.ValueIsEscaped)
        {
            return IndexOf(JsonText.Read(ref reader));
        }

        ReadOnlySpan<byte> name = reader.ValueSpan;
        if (expected < _utf8.Length && name.SequenceEqual(_utf8[expected]))
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
