using System.Collections;

namespace IntegrationLogs.Client.Tests.Infrastructure;

/// <summary>
/// What a theory is tried with, under names. A runner that is given the things themselves cannot write them down and takes all rows for
/// one test; by its name each row is a test of its own.
/// </summary>
internal sealed class Cases<T> : IEnumerable
{
    private readonly Dictionary<string, T> _cases = [];

    public TheoryData<string> Names => [.. _cases.Keys];

    public T this[string name] => _cases[name];

    public void Add(string name, T value) => _cases.Add(name, value);

    IEnumerator IEnumerable.GetEnumerator() => _cases.GetEnumerator();
}
