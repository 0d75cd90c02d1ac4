namespace IntegrationLogs.Client.Testing;

/// <summary>How Sendcloud's <c>Link</c> header is written.</summary>
public enum SendcloudLinkForm
{
    /// <summary>With scheme and host, the cursor as it is: colons, and a raw <c>+</c> that must not be sent back raw.</summary>
    AbsoluteUnescaped,

    /// <summary>
    /// A base64 cursor with unescaped padding, whatever <see cref="FakeSendcloudOptions.Cursor"/> says, and a path that lacks
    /// <c>/api</c>.
    /// </summary>
    Base64WithoutApi,

    /// <summary>The cursor escaped, and in the same field <c>rel="prev"</c> before <c>rel="next"</c>.</summary>
    EscapedWithPrevFirst,

    /// <summary><c>rel="prev"</c> and <c>rel="next"</c> in a header field each.</summary>
    SeparateFields,

    /// <summary>A path and a query without scheme and host.</summary>
    RelativeReference,

    /// <summary>With the scheme <c>http</c> even if the server speaks https, as behind a proxy.</summary>
    HttpScheme,

    /// <summary>With another host, to which credentials must not go.</summary>
    ForeignHost,
}
