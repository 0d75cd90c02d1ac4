using System.Text.Json;

namespace IntegrationLogs.Client.Json;

/// <content>Lists of records, in which one that cannot be read costs the others nothing.</content>
internal ref partial struct ObjectReader
{
    /// <summary>
    /// Reads the list that the reader stands on, a field of the outermost object. A record that cannot be read costs the others nothing.
    /// </summary>
    /// <exception cref="JsonException">There is a fault outside of the records, or one that hides where a record ends.</exception>
    public List<T> Records<T>(int capacity)
        where T : class, IVendorRecord<T>
    {
        var records = new List<T>(capacity);
        Leftovers current = _current;
        int end = (int)_reader.BytesConsumed;
        try
        {
            while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
            {
                records.Add(Record<T>());
                end = (int)_reader.BytesConsumed;
            }
        }
        catch (JsonException)
        {
            var list = new ListScanner(_source, end, records.Count > 0);
            while (list.Next())
            {
                records.Add(RecordOf<T>(list.Value, list.Depth));
            }

            if (!list.IsAtEnd)
            {
                throw;
            }

            GoOnBehind(list.Position);
            _current = current;
        }

        return records;
    }

    /// <summary>The record that the reader stands on, or one that says that it is none.</summary>
    private T Record<T>()
        where T : class, IVendorRecord<T>
    {
        if (_reader.TokenType == JsonTokenType.StartObject)
        {
            return T.Read(ref this);
        }

        (int mark, JsonTokenType token) = (Mark, _reader.TokenType);
        _reader.Skip();
        return T.From(new UnreadableRecord($"It is no object but {token}.", BytesFrom(mark).ToArray()));
    }

    /// <summary>A record by itself, or one that says why it cannot be read.</summary>
    private readonly T RecordOf<T>(ReadOnlySpan<byte> value, int depth)
        where T : class, IVendorRecord<T>
    {
        try
        {
            var json = new ObjectReader(value, _shared);
            T record = json.Record<T>();
            json.Read();
            return record;
        }
        catch (JsonException error)
        {
            return T.From(UnreadableRecord.Of(value, depth, error));
        }
    }

    /// <summary>Goes on behind a value of the outermost object, in what is left of the document.</summary>
    private void GoOnBehind(int end)
    {
        _source = (byte[])[.. "{\"\":0"u8, .. _source[end..]];
        _reader = new Utf8JsonReader(_source, new JsonReaderOptions { MaxDepth = MaxDepth });
        while (_reader.TokenType != JsonTokenType.Number)
        {
            _reader.Read();
        }
    }
}
