using System.Buffers;
using System.Text;

namespace IntegrationLogs.Client.Paging.Link;

/// <summary>
/// Reads one <c>Link</c> header field, character by character, in time linear in its length. What can mean only one thing is read, such as
/// single quotes around a value. What may be the rest of a damaged next link is a fault: read as anything else, it would end a list
/// silently.
/// </summary>
internal ref struct LinkHeaderParser(string field)
{
    /// <summary>What an address cannot hold. With one of them, a lost bracket has joined two links.</summary>
    private static readonly SearchValues<char> NotInTarget = SearchValues.Create("<\"");

    private static readonly SearchValues<char> InName =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>What a value needs quotes for, apart from what ends it. With one of them, a quote was lost.</summary>
    private static readonly SearchValues<char> NotInUnquoted = SearchValues.Create("\"\\<>");

    private readonly ReadOnlySpan<char> _text = field;
    private int _at = 0;

    /// <summary>Adds the links up to the end or the first fault; false for a fault.</summary>
    public bool TryReadInto(List<LinkHeader.Link> links)
    {
        while (true)
        {
            // Empty list elements are allowed (RFC 9110, section 5.6.1).
            SkipWhitespaceAnd(',');
            if (_at == _text.Length)
            {
                return true;
            }

            if (!TryReadLink(out LinkHeader.Link? link))
            {
                return false;
            }

            links.Add(link!);
        }
    }

    private bool TryReadLink(out LinkHeader.Link? link)
    {
        link = null;
        int length = _text[_at] == '<' ? _text[_at..].IndexOf('>') : -1;
        if (length < 0 || _text.Slice(_at + 1, length - 1).ContainsAny(NotInTarget))
        {
            return false;
        }

        string target = _text.Slice(_at + 1, length - 1).Trim(" \t\r\n").ToString();
        _at += length + 1;
        string? relations = null;
        string? anchor = null;
        bool isAmbiguous = false;
        while (true)
        {
            SkipWhitespace();
            if (_at == _text.Length || _text[_at] == ',')
            {
                link = new LinkHeader.Link(target, relations ?? string.Empty, anchor, isAmbiguous);
                return true;
            }

            if (_text[_at] != ';')
            {
                return false;
            }

            SkipWhitespaceAnd(';');
            if (_at == _text.Length || _text[_at] == ',')
            {
                continue;
            }

            if (!TryReadParameter(out ReadOnlySpan<char> name, out string? value))
            {
                return false;
            }

            // Of a parameter that comes again, only the first counts (RFC 8288, section 3).
            if (name.Equals("rel", StringComparison.OrdinalIgnoreCase))
            {
                isAmbiguous |= relations is not null && value is not null && value.Contains("next", StringComparison.OrdinalIgnoreCase);
                relations ??= value ?? string.Empty;
            }
            else if (name.Equals("anchor", StringComparison.OrdinalIgnoreCase))
            {
                if (value is null)
                {
                    return false;
                }

                anchor ??= value;
            }
        }
    }

    /// <summary>Reads a parameter; one without a value is allowed, and its value is null.</summary>
    private bool TryReadParameter(out ReadOnlySpan<char> name, out string? value)
    {
        value = null;
        name = ReadUntilAnyOf(" \t\r\n=;,");
        SkipWhitespace();
        bool isName = !name.IsEmpty && !name.ContainsAnyExcept(InName);
        if (!isName || _at == _text.Length || _text[_at] != '=')
        {
            return isName;
        }

        _at++;
        SkipWhitespace();
        if (_at < _text.Length && _text[_at] == '"')
        {
            return TryReadQuoted(out value);
        }

        if (TryReadOtherQuotes(out value))
        {
            return true;
        }

        value = ReadUntilAnyOf(" \t\r\n;,").ToString();
        return value.Length > 0 && value[0] != '=' && !value.AsSpan().ContainsAny(NotInUnquoted);
    }

    /// <summary>Single quotes and backticks can begin a value without quotes, unless the same one ends it.</summary>
    private bool TryReadOtherQuotes(out string? value)
    {
        value = null;
        ReadOnlySpan<char> rest = _text[_at..];
        int length = rest.IsEmpty || rest[0] is not ('\'' or '`') ? -1 : rest[1..].IndexOf(rest[0]);
        if (length < 0)
        {
            return false;
        }

        int end = length + 2;
        ReadOnlySpan<char> after = rest[end..].TrimStart(" \t\r\n");
        if (!after.IsEmpty && after[0] is not (';' or ','))
        {
            return false;
        }

        value = rest.Slice(1, length).ToString();
        _at += end;
        return true;
    }

    private bool TryReadQuoted(out string? value)
    {
        var unquoted = new StringBuilder();
        for (_at++; _at < _text.Length; _at++)
        {
            char c = _text[_at];
            if (c == '"')
            {
                _at++;
                value = unquoted.ToString();
                return true;
            }

            if (c == '\\' && ++_at == _text.Length)
            {
                break;
            }

            unquoted.Append(_text[_at]);
        }

        value = null;
        return false;
    }

    private ReadOnlySpan<char> ReadUntilAnyOf(string stops)
    {
        ReadOnlySpan<char> rest = _text[_at..];
        int length = rest.IndexOfAny(stops);
        length = length < 0 ? rest.Length : length;
        _at += length;
        return rest[..length];
    }

    private void SkipWhitespace() => SkipWhitespaceAnd(' ');

    private void SkipWhitespaceAnd(char other)
    {
        while (_at < _text.Length && (_text[_at] is ' ' or '\t' or '\r' or '\n' || _text[_at] == other))
        {
            _at++;
        }
    }
}
