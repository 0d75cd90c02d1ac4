using System.Collections;

namespace IntegrationLogs.Client.Hosting;

/// <summary>The attributes of a log event, under the names that OpenTelemetry has, and its text. What is not known is left out.</summary>
internal sealed class LoggedState(string text) : IReadOnlyList<KeyValuePair<string, object?>>
{
    private readonly List<KeyValuePair<string, object?>> _attributes = [];

    public int Count => _attributes.Count;

    public KeyValuePair<string, object?> this[int index] => _attributes[index];

    public void Add(string name, object? value)
    {
        if (value is not (null or ""))
        {
            _attributes.Add(new(name, value));
        }
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => _attributes.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => text;
}
