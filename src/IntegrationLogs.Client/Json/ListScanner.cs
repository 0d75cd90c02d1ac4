namespace IntegrationLogs.Client.Json;

/// <summary>Finds the values of a list by brackets, quotes and commas alone: what is between them need not be JSON.</summary>
/// <param name="json">The document.</param>
/// <param name="position">Behind the list's opening bracket, or behind one of its values.</param>
/// <param name="hasPrevious">Whether a value comes before the position.</param>
internal ref struct ListScanner(ReadOnlySpan<byte> json, int position, bool hasPrevious)
{
    private static ReadOnlySpan<byte> Blanks => " \t\r\n"u8;

    private readonly ReadOnlySpan<byte> _json = json;

    public int Position { get; private set; } = position;

    /// <summary>Whether the list's closing bracket was found; false where the list can be followed no further.</summary>
    public bool IsAtEnd { get; private set; }

    public ReadOnlySpan<byte> Value { get; private set; }

    /// <summary>How deep the value is nested.</summary>
    public int Depth { get; private set; }

    public bool Next()
    {
        SkipBlanks();
        bool isSeparated = TryPass((byte)',');
        SkipBlanks();
        IsAtEnd = !isSeparated && TryPass((byte)']');
        if (IsAtEnd || isSeparated != hasPrevious)
        {
            return false;
        }

        int start = Position;
        hasPrevious = TryPassValue();
        Value = hasPrevious ? _json[start..Position].Trim(Blanks) : default;
        return !Value.IsEmpty;
    }

    private void SkipBlanks()
    {
        int blanks = _json[Position..].IndexOfAnyExcept(Blanks);
        Position = blanks < 0 ? _json.Length : Position + blanks;
    }

    private bool TryPass(byte expected)
    {
        bool isThere = Position < _json.Length && _json[Position] == expected;
        Position += isThere ? 1 : 0;
        return isThere;
    }

    private bool TryPassValue()
    {
        Depth = 0;
        for (int depth = 0; Position < _json.Length; Position++)
        {
            switch (_json[Position])
            {
                case (byte)',' or (byte)']' when depth == 0: return true;
                case (byte)'{' or (byte)'[': Depth = Math.Max(Depth, ++depth); break;
                case (byte)'}' or (byte)']': depth--; break;
                case (byte)'"': PassString(); break;
            }

            if (depth < 0)
            {
                return false;
            }
        }

        return false;
    }

    private void PassString()
    {
        while (++Position < _json.Length && _json[Position] != '"')
        {
            Position += _json[Position] == '\\' ? 1 : 0;
        }
    }
}
