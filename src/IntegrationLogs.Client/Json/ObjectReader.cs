using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace IntegrationLogs.Client.Json;

/// <summary>Reads one value from where a reader stands.</summary>
internal delegate T JsonRead<out T>(ref ObjectReader json);

/// <summary>
/// Reads a document object by object: known fields by their kind, everything else as it came. A value of an unexpected kind is no error:
/// it is kept for the object's <see cref="Leftovers"/>, so nothing that a vendor sent is lost.
/// </summary>
internal ref partial struct ObjectReader
{
    /// <summary>How deep a record may be nested, here and in <see cref="IntegrationLogsJsonContext"/>.</summary>
    public const int MaxDepth = 256;

    private readonly SharedValues? _shared;
    private ReadOnlySpan<byte> _source;
    private Utf8JsonReader _reader;
    private Leftovers _current;

    /// <param name="json">The document. What is kept of it is copied.</param>
    /// <param name="shared">Where values that repeat are kept; none for a document that stands alone.</param>
    public ObjectReader(ReadOnlySpan<byte> json, SharedValues? shared = null)
    {
        _shared = shared;
        _source = json;
        _reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        _reader.Read();
    }

    public readonly JsonTokenType TokenType => _reader.TokenType;

    /// <summary>Whether anything was met that its model does not hold, since it was last set to false.</summary>
    public bool HoldsMore { get; set; }

    /// <summary>The field that the reader stands on.</summary>
    public readonly string Name => _current.Name;

    /// <summary>Where the value that the reader stands on begins, for <see cref="RawFrom"/>.</summary>
    public readonly int Mark => (int)_reader.TokenStartIndex;

    public bool Read() => _reader.Read();

    public void Skip() => _reader.Skip();

    /// <summary>Begins the object that the reader stands on.</summary>
    /// <returns>What is known of the object around it, for <see cref="End"/>.</returns>
    public Leftovers Begin(JsonNames names)
    {
        Leftovers outer = _current;
        _current = new Leftovers(names);
        return outer;
    }

    /// <summary>Moves to the value of the next known field; false at the object's end. Unknown fields are kept and passed over.</summary>
    public bool Next()
    {
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            if (_current.MoveTo(ref _reader))
            {
                _reader.Read();
                return true;
            }

            string name = JsonText.Read(ref _reader);
            _reader.Read();
            _current.Keep(name, Raw());
        }

        return false;
    }

    /// <summary>Ends an object and goes back to the one around it.</summary>
    /// <returns>What of the object has no place in its model.</returns>
    public (JsonProperties Fields, ExplicitNulls Nulls) End(Leftovers outer)
    {
        Leftovers ended = _current;
        _current = outer;
        return (ended.Properties, ended.Nulls);
    }

    /// <summary>
    /// Moves to the value of the next known field of an object of which nothing else is kept; false at the object's end. Begins with -1.
    /// </summary>
    public bool Next(JsonNames names, ref int field)
    {
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            int index = names.IndexOf(ref _reader, field + 1);
            _reader.Read();
            if (index >= 0)
            {
                field = index;
                return true;
            }

            HoldsMore = true;
            _reader.Skip();
        }

        return false;
    }

    /// <summary>Reads an object of which one field is wanted.</summary>
    public T? Only<T>(JsonNames name, JsonRead<T> read)
    {
        T? value = default;
        for (int field = -1; Next(name, ref field);)
        {
            value = read(ref this);
        }

        return value;
    }

    /// <summary>Whether the value is an object to begin. If not, it is kept as it came.</summary>
    public bool IsObject()
    {
        if (_reader.TokenType == JsonTokenType.StartObject)
        {
            return true;
        }

        Keep();
        return false;
    }

    public T? Model<T>()
        where T : class, IModel<T> =>
        IsObject() ? T.Read(ref this) : null;

    public string? String()
    {
        if (_reader.TokenType == JsonTokenType.String)
        {
            return JsonText.Read(ref _reader);
        }

        Keep();
        return null;
    }

    /// <summary>A text that other records are likely to repeat.</summary>
    public string? Shared() => _shared is null || _reader.TokenType != JsonTokenType.String ? String()
        : _reader.ValueIsEscaped ? SharedUnescaped(_shared)
        : _shared.Text(_reader.ValueSpan);

    public bool? Boolean()
    {
        if (_reader.TokenType is JsonTokenType.True or JsonTokenType.False)
        {
            return _reader.GetBoolean();
        }

        // "true" is readable, but writing back must give what came in: both are kept.
        bool? value = _reader.TokenType == JsonTokenType.String && bool.TryParse(JsonText.Read(ref _reader), out bool parsed)
            ? parsed
            : null;
        Keep();
        return value;
    }

    public int? Int32() => (int?)Int64(int.MinValue, int.MaxValue);

    public long? Int64(long least = long.MinValue, long most = long.MaxValue)
    {
        if (_reader.TokenType == JsonTokenType.Number && _reader.TryGetInt64(out long value) && value >= least && value <= most)
        {
            return value;
        }

        long? lenient = JsonNumber.ReadLenient(ref _reader);
        Keep();
        return lenient >= least && lenient <= most ? lenient : null;
    }

    /// <summary>A number of seconds. What a <see cref="TimeSpan"/> cannot hold exactly is kept as it came, too.</summary>
    public TimeSpan? Seconds()
    {
        TimeSpan? value = JsonNumber.ReadSeconds(ref _reader, out bool isExact);
        if (!isExact)
        {
            Keep();
        }

        return value;
    }

    public WireTimestamp Timestamp() => _reader.TokenType == JsonTokenType.String && WireTimestamp.TryRead(ref _reader, out WireTimestamp time)
        ? time
        : WireTimestamp.Of(String());

    /// <summary>The value as it came, whatever it is; JSON null included.</summary>
    public RawJson Raw()
    {
        int mark = Mark;
        _reader.Skip();
        return RawFrom(mark);
    }

    /// <summary>
    /// Everything from <paramref name="mark"/> to the end of the token that the reader stands on. A JSON reader lets pass what is no UTF-8
    /// inside strings, and a writer does not: it becomes U+FFFD here, as in every text.
    /// </summary>
    public readonly RawJson RawFrom(int mark)
    {
        ReadOnlySpan<byte> json = BytesFrom(mark);
        return new RawJson(
            !Utf8.IsValid(json) ? Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json))
            : _shared is not null ? _shared.Json(json)
            : json.ToArray());
    }

    public readonly ReadOnlySpan<byte> BytesFrom(int mark) => _source[mark..(int)_reader.BytesConsumed];

    /// <summary>Keeps the value as it came, under the field's name; a plain null needs no more than a bit.</summary>
    public void Keep()
    {
        HoldsMore = true;
        if (!_current.IsObject)
        {
            _reader.Skip();
        }
        else if (_reader.TokenType == JsonTokenType.Null)
        {
            _current.KeepNull();
        }
        else
        {
            Keep(Raw());
        }
    }

    /// <summary>Keeps a value under the field's name.</summary>
    public void Keep(RawJson value) => _current.Keep(value);

    private string SharedUnescaped(SharedValues shared)
    {
        Span<byte> text = stackalloc byte[SharedValues.LongestTextBytes];
        return JsonText.TryUnescape(ref _reader, text, out int length) ? shared.Text(text[..length]) : JsonText.Read(ref _reader);
    }
}
