using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace IntegrationLogs.Client.Json;

/// <summary>
/// A forward reader over one whole document that can hand out any value as the bytes it came in. Typed reads never throw on an
/// unexpected type: the value goes to the <see cref="Leftovers"/>, so nothing the vendor sent is lost.
/// </summary>
internal ref struct JsonCursor
{
    /// <summary>Deeper documents are refused: shops' payloads are far from it, hostile ones are not.</summary>
    public const int MaxDepth = 256;

    private const int LongestUnescapedTimestamp = 64;
    private const int LongestUnescapedText = 256;

    private readonly ReadOnlySpan<byte> _source;
    private readonly ReadOnlyMemory<byte> _owned;
    private readonly SharedValues? _shared;
    private Utf8JsonReader _reader;

    /// <summary>Reads a buffer that others will use again: what is kept of it is copied.</summary>
    public JsonCursor(ReadOnlySpan<byte> borrowed, SharedValues shared)
        : this(borrowed, owned: default, shared)
    {
    }

    /// <summary>Reads a document that nobody changes any more: what is kept of it stays where it is.</summary>
    public JsonCursor(ReadOnlyMemory<byte> owned)
        : this(owned.Span, owned, shared: null)
    {
    }

    private JsonCursor(ReadOnlySpan<byte> source, ReadOnlyMemory<byte> owned, SharedValues? shared)
    {
        _source = source;
        _owned = owned;
        _shared = shared;
        _reader = new Utf8JsonReader(source, new JsonReaderOptions { MaxDepth = MaxDepth });
        _reader.Read();
    }

    public readonly JsonTokenType TokenType => _reader.TokenType;

    public bool Read() => _reader.Read();

    /// <summary>
    /// Moves to the next property of the object the cursor is in, and onto its value. False at the object's end. A name that is not
    /// among <paramref name="names"/> is kept in <paramref name="rest"/> and passed over.
    /// </summary>
    public bool NextField(JsonNames names, ref Leftovers rest, ref int field)
    {
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            int index = names.IndexOf(ref _reader, field + 1);
            if (index >= 0)
            {
                field = index;
                rest.Repeat(names, field);
                _reader.Read();
                return true;
            }

            string name = JsonText.Read(ref _reader);
            _reader.Read();
            rest.Keep(name, TakeRaw());
        }

        return false;
    }

    public string? TakeString(JsonNames names, int field, ref Leftovers rest)
    {
        if (_reader.TokenType == JsonTokenType.String)
        {
            return JsonText.Read(ref _reader);
        }

        TakeUnfit(names, field, ref rest);
        return null;
    }

    /// <summary>A text that other logs are likely to repeat.</summary>
    public string? TakeShared(JsonNames names, int field, ref Leftovers rest)
    {
        if (_shared is null || _reader.TokenType != JsonTokenType.String)
        {
            return TakeString(names, field, ref rest);
        }

        return _reader.ValueIsEscaped ? TakeEscaped(_shared) : _shared.Text(_reader.ValueSpan);
    }

    public bool? TakeBoolean(JsonNames names, int field, ref Leftovers rest)
    {
        switch (_reader.TokenType)
        {
            case JsonTokenType.True:
                return true;
            case JsonTokenType.False:
                return false;
            default:
                // "true" is readable, but writing back must give what came in: both are kept.
                bool? value = _reader.TokenType == JsonTokenType.String && bool.TryParse(JsonText.Read(ref _reader), out bool parsed)
                    ? parsed
                    : null;
                TakeUnfit(names, field, ref rest);
                return value;
        }
    }

    public long? TakeInt64(JsonNames names, int field, ref Leftovers rest)
    {
        if (_reader.TokenType == JsonTokenType.Number && _reader.TryGetInt64(out long value))
        {
            return value;
        }

        long? lenient = JsonNumber.ReadLenient(ref _reader);
        TakeUnfit(names, field, ref rest);
        return lenient;
    }

    public int? TakeInt32(JsonNames names, int field, ref Leftovers rest)
    {
        if (_reader.TokenType == JsonTokenType.Number && _reader.TryGetInt32(out int value))
        {
            return value;
        }

        long? lenient = JsonNumber.ReadLenient(ref _reader);
        TakeUnfit(names, field, ref rest);
        return lenient is >= int.MinValue and <= int.MaxValue ? (int)lenient : null;
    }

    /// <summary>A number of seconds. What a <see cref="TimeSpan"/> cannot hold exactly is kept as it came, too.</summary>
    public TimeSpan? TakeSeconds(JsonNames names, int field, ref Leftovers rest)
    {
        TimeSpan? value = JsonNumber.ReadSeconds(ref _reader, out bool exact);
        if (!exact)
        {
            TakeUnfit(names, field, ref rest);
        }

        return value;
    }

    /// <summary>A timestamp's text and, where it can be read, its value.</summary>
    public WireTimestamp TakeTimestamp(JsonNames names, int field, ref Leftovers rest)
    {
        Span<byte> unescaped = stackalloc byte[LongestUnescapedTimestamp];
        if (_reader.TokenType == JsonTokenType.String
            && JsonText.TryReadUtf8(ref _reader, unescaped, out ReadOnlySpan<byte> utf8)
            && WireTimestamp.TryRead(utf8, out WireTimestamp timestamp))
        {
            return timestamp;
        }

        string? text = TakeString(names, field, ref rest);
        return new WireTimestamp(JsonTimestamp.Parse(text), text);
    }

    /// <summary>The value as it came, whatever it is; JSON null included.</summary>
    public RawJson TakeRaw()
    {
        int start = (int)_reader.TokenStartIndex;
        _reader.Skip();
        return RawFrom(start);
    }

    /// <summary>Keeps the value the cursor stands on, as it came, under the field's name; a plain null needs no more than a bit.</summary>
    public void TakeUnfit(JsonNames names, int field, ref Leftovers rest)
    {
        if (_reader.TokenType == JsonTokenType.Null)
        {
            rest.KeepNull(field);
        }
        else
        {
            rest.Keep(names, field, TakeRaw());
        }
    }

    /// <summary>Where the value the cursor stands on begins, for <see cref="RawFrom"/>.</summary>
    public readonly int Mark() => (int)_reader.TokenStartIndex;

    /// <summary>
    /// Everything from <paramref name="mark"/> to the end of the token the cursor stands on. A JSON reader lets pass what is no UTF-8
    /// inside strings, and a writer does not: it becomes U+FFFD here, as in every text.
    /// </summary>
    public readonly RawJson RawFrom(int mark)
    {
        ReadOnlySpan<byte> json = _source[mark..(int)_reader.BytesConsumed];
        return new RawJson(
            !Utf8.IsValid(json) ? Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json))
            : _shared is not null ? _shared.Json(json)
            : _owned[mark..(int)_reader.BytesConsumed]);
    }

    public void Skip() => _reader.Skip();

    private string TakeEscaped(SharedValues shared)
    {
        Span<byte> unescaped = stackalloc byte[LongestUnescapedText];
        return JsonText.TryReadUtf8(ref _reader, unescaped, out ReadOnlySpan<byte> utf8) ? shared.Text(utf8) : JsonText.Read(ref _reader);
    }
}
