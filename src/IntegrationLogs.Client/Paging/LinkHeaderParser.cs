using System.Buffers;
using System.Text;

namespace IntegrationLogs.Client.Paging;

/// <summary>
/// Reads one <c>Link</c> header field, character by character, in time linear in its length. What is harmless is let pass, such as empty
/// parameters. What may be the rest of a damaged next link is a fault: read as anything else, it would end a list silently.
/// </summary>
internal ref struct LinkHeaderParser(string field)
{
    /// <summary>What an address cannot hold: with them, a lost bracket has joined two links.</summary>
    private static readonly SearchValues<char> NotInTarget = SearchValues.Create("<\"");

    private static readonly SearchValues<char> InName =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    /// <summary>What a value needs quotes for, apart from what ends it: with them, a quote was lost.</summary>
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

        string target = _text.Slice(_at + 1, length - 1).Trim(" \t").ToString();
        _at += length + 1;
        string? relations = null;
        bool hasAnchor = false;
        while (true)
        {
            SkipWhitespace();
            if (_at == _text.Length || _text[_at] == ',')
            {
                link = new LinkHeader.Link(target, relations ?? string.Empty, hasAnchor);
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

            if (!TryReadParameter(out ReadOnlySpan<char> name, out string value))
            {
                return false;
            }

            if (name.Equals("rel", StringComparison.OrdinalIgnoreCase))
            {
                // Only the first counts (RFC 8288, section 3.3).
                relations ??= value;
            }

            hasAnchor |= name.Equals("anchor", StringComparison.OrdinalIgnoreCase);
        }
    }

    private bool TryReadParameter(out ReadOnlySpan<char> name, out string value)
    {
        value = string.Empty;
        name = ReadUntilAnyOf(" \t=;,");
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

        value = ReadUntilAnyOf(" \t;,").ToString();
        return value.Length > 0 && value[0] != '=' && !value.AsSpan().ContainsAny(NotInUnquoted);
    }

    private bool TryReadQuoted(out string value)
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

        value = string.Empty;
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
        while (_at < _text.Length && (_text[_at] is ' ' or '\t' || _text[_at] == other))
        {
            _at++;
        }
    }
}
