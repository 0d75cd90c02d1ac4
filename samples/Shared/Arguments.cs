using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Samples;

/// <summary>A command line, argument by argument: <c>--name value</c>, <c>--name=value</c> and <c>--name</c> alone.</summary>
internal sealed class Arguments(IEnumerable<string> all)
{
    private readonly Queue<string> _remaining = new(all);
    private string _whole = string.Empty;
    private string _name = string.Empty;
    private string? _inline;

    /// <summary>Goes to the next one. What is no option counts as a name, as it stands.</summary>
    public bool TryNext([NotNullWhen(true)] out string? name)
    {
        bool isThere = _remaining.TryDequeue(out string? argument);
        _whole = argument ?? string.Empty;
        int equals = _whole.StartsWith('-') ? _whole.IndexOf('=', StringComparison.Ordinal) : -1;
        (_name, _inline) = equals < 0 ? (_whole, null) : (_whole[..equals], _whole[(equals + 1)..]);
        name = isThere ? _name : null;
        return isThere;
    }

    public string Value()
    {
        if (_inline is not null)
        {
            return _inline;
        }

        return _remaining.TryPeek(out string? next) && !next.StartsWith("--", StringComparison.Ordinal)
            ? _remaining.Dequeue()
            : throw new UsageException($"{_name} needs a value.");
    }

    public int WholeNumber()
    {
        string value = Value();
        return int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
            ? number
            : throw new UsageException($"{_name} must be a whole number from 1, not '{value}'.");
    }

    public TimeSpan Seconds()
    {
        string value = Value();
        return double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds)
            && seconds is >= 0.001 and <= 86_400
                ? TimeSpan.FromSeconds(seconds)
                : throw new UsageException($"{_name} must be a number of seconds from 0.001 to 86400, not '{value}'.");
    }

    public bool Flag() => _inline is null ? true : throw new UsageException($"{_name} takes no value.");

    /// <summary>What is to be thrown for an option that there is not.</summary>
    public UsageException Unknown() => new($"There is no option '{_whole}'.");
}
