using System.Globalization;

namespace IntegrationLogs.Client.Reliability.RetryMatrix;

/// <summary>
/// What the client does about every fault with every kind of <c>Retry-After</c>: how many requests it sends, what it waits between them,
/// and what it throws if the fault stays (the exception's name without its end), with which cause inside.
/// </summary>
/// <remarks>
/// <c>own</c> are pauses of the client's own choosing, 0.375, 0.75 and 1.5 s with chance at its middle; <c>N</c> is what
/// <c>Retry-After</c> asks for. An answer <c>has none</c>, or one that <c>asks not</c> for a time to come. It <c>has no way</c> where no
/// header can come, and means nothing in a 200. <c>time</c> is an exception that says so
/// (<see cref="ApiConnectionException.IsTimeout"/>). A connection that brought a whole answer is <c>kept</c> for the next request, one that
/// did not is <c>ended</c>. A cause that would quote what the server sent is <c>hidden</c>.
/// </remarks>
internal static class RetryMatrixTable
{
    private const string Rows = """
        |                      |             | GET page                           | token POST                         | what is | connec- |
        | fault                | Retry-After | sent | waits | throws              | sent | waits | throws              | inside  | tion    |
        |----------------------|-------------|------|-------|---------------------|------|-------|---------------------|---------|---------|
        | 403                  | has none    | 1    |       | ApiAuthentication   | 1    |       | ApiAuthentication   |         | kept    |
        |                      | asks not    | 4    | own   | ApiRateLimit        | 4    | own   | ApiRateLimit        |         | kept    |
        |                      | asks N      | 4    | N N N | ApiRateLimit        | 4    | N N N | ApiRateLimit        |         | kept    |
        |                      | is too long | 1    |       | ApiRateLimit        | 1    |       | ApiRateLimit        |         | kept    |
        | 408                  | has none    | 4    | own   | VendorApi           | 4    | own   | ApiAuthentication   |         | kept    |
        |                      | asks not    | 4    | own   | ApiRateLimit        | 4    | own   | ApiRateLimit        |         | kept    |
        |                      | asks N      | 4    | N N N | ApiRateLimit        | 4    | N N N | ApiRateLimit        |         | kept    |
        |                      | is too long | 1    |       | ApiRateLimit        | 1    |       | ApiRateLimit        |         | kept    |
        | 409                  | any         | 1    |       | VendorApi           | 1    |       | ApiAuthentication   |         | kept    |
        | 429                  | has none    | 4    | own   | ApiRateLimit        | 4    | own   | ApiRateLimit        |         | kept    |
        |                      | asks not    | 4    | own   | ApiRateLimit        | 4    | own   | ApiRateLimit        |         | kept    |
        |                      | asks N      | 4    | N N N | ApiRateLimit        | 4    | N N N | ApiRateLimit        |         | kept    |
        |                      | is too long | 1    |       | ApiRateLimit        | 1    |       | ApiRateLimit        |         | kept    |
        | 500                  | has none    | 4    | own   | VendorApi           | 4    | own   | ApiAuthentication   |         | kept    |
        |                      | asks not    | 4    | own   | ApiRateLimit        | 4    | own   | ApiRateLimit        |         | kept    |
        |                      | asks N      | 4    | N N N | ApiRateLimit        | 4    | N N N | ApiRateLimit        |         | kept    |
        |                      | is too long | 1    |       | ApiRateLimit        | 1    |       | ApiRateLimit        |         | kept    |
        | 501                  | any         | 1    |       | VendorApi           | 1    |       | ApiAuthentication   |         | kept    |
        | 502                  | has none    | 4    | own   | VendorApi           | 4    | own   | ApiAuthentication   |         | kept    |
        |                      | asks not    | 4    | own   | ApiRateLimit        | 4    | own   | ApiRateLimit        |         | kept    |
        |                      | asks N      | 4    | N N N | ApiRateLimit        | 4    | N N N | ApiRateLimit        |         | kept    |
        |                      | is too long | 1    |       | ApiRateLimit        | 1    |       | ApiRateLimit        |         | kept    |
        | 503                  | has none    | 4    | own   | VendorApi           | 4    | own   | ApiAuthentication   |         | kept    |
        |                      | asks not    | 4    | own   | ApiRateLimit        | 4    | own   | ApiRateLimit        |         | kept    |
        |                      | asks N      | 4    | N N N | ApiRateLimit        | 4    | N N N | ApiRateLimit        |         | kept    |
        |                      | is too long | 1    |       | ApiRateLimit        | 1    |       | ApiRateLimit        |         | kept    |
        | 504                  | has none    | 4    | own   | VendorApi           | 4    | own   | ApiAuthentication   |         | kept    |
        |                      | asks not    | 4    | own   | ApiRateLimit        | 4    | own   | ApiRateLimit        |         | kept    |
        |                      | asks N      | 4    | N N N | ApiRateLimit        | 4    | N N N | ApiRateLimit        |         | kept    |
        |                      | is too long | 1    |       | ApiRateLimit        | 1    |       | ApiRateLimit        |         | kept    |
        | refused              | has no way  | 4    | own   | ApiConnection       | 4    | own   | ApiConnection       | connect | none    |
        | name not known       | has no way  | 4    | own   | ApiConnection       | 4    | own   | ApiConnection       | name    | none    |
        | reset before headers | has no way  | 4    | own   | ApiConnection       | 4    | own   | ApiConnection       | reset   | ended   |
        | reset inside body    | any         | 4    | own   | ApiConnection       | 4    | own   | ApiConnection       | reset   | ended   |
        | body stalls          | any         | 4    | own   | ApiConnection, time | 4    | own   | ApiConnection, time | time    | ended   |
        | body truncated       | any         | 4    | own   | ApiConnection       | 4    | own   | ApiConnection       | end     | ended   |
        | chunk malformed      | any         | 4    | own   | ApiConnection       | 4    | own   | ApiConnection       | hidden  | ended   |
        | TLS not trusted      | has no way  | 1    |       | ApiConnection       | 1    |       | ApiConnection       | TLS     | ended   |
        | TLS not spoken       | has no way  | 1    |       | ApiConnection       | 1    |       | ApiConnection       | TLS     | ended   |
        | TLS cut off          | has no way  | 4    | own   | ApiConnection       | 4    | own   | ApiConnection       | reset   | ended   |
        | HTML in a 200        | any         | 1    |       | ApiResponseFormat   | 1    |       | ApiAuthentication   |         | kept    |
        | cut JSON in a 200    | any         | 4    | own   | ApiResponseFormat   | 4    | own   | ApiAuthentication   |         | kept    |
        """;

    /// <summary>All rows, those of a fault one after the other.</summary>
    public static IReadOnlyList<MatrixRow> Read()
    {
        var rows = new List<MatrixRow>();
        foreach (string line in Rows.Split('\n').Skip(3))
        {
            string[] fields = [.. line.Trim('|', ' ', '\r').Split('|').Select(field => field.Trim())];
            string fault = line.StartsWith("|  ", StringComparison.Ordinal) ? rows[^1].Fault : fields[0];
            fields = fields[^9..];
            rows.Add(new MatrixRow(fault, fields[0], Expected(fields[1..4]), Expected(fields[4..7]), fields[7], fields[8]));
        }

        return rows;
    }

    private static MatrixExpectation Expected(string[] fields) =>
        new(int.Parse(fields[0], CultureInfo.InvariantCulture), fields[1], fields[2]);
}

/// <param name="Fault">What goes wrong.</param>
/// <param name="RetryAfter">For which kinds of <c>Retry-After</c> the row holds; <c>has no way</c> where no header can come.</param>
/// <param name="Get">What happens to a page's request.</param>
/// <param name="Post">What happens to a token's request.</param>
/// <param name="Inside">What the exception holds as its cause.</param>
/// <param name="Connection">Whether the connection serves again, is ended, or was none.</param>
internal sealed record MatrixRow(
    string Fault, string RetryAfter, MatrixExpectation Get, MatrixExpectation Post, string Inside, string Connection)
{
    public bool Covers(RetryAfterKind kind) => RetryAfter switch
    {
        "any" or "has no way" => true,
        "has none" => !kind.IsSent,
        "asks not" => kind.IsSent && kind.Asked is null,
        "asks N" => kind.Asked <= new ResilienceOptions().MaxRateLimitWait,
        "is too long" => kind.Asked > new ResilienceOptions().MaxRateLimitWait,
        _ => throw new InvalidOperationException($"The table has a kind of Retry-After that is none: '{RetryAfter}'."),
    };
}

/// <param name="Sent">How many requests are sent.</param>
/// <param name="Waits">The pauses between them.</param>
/// <param name="Throws">The exception in the end.</param>
internal sealed record MatrixExpectation(int Sent, string Waits, string Throws)
{
    private static readonly double[] Own = [0.375, 0.75, 1.5];

    public bool IsRetried => Sent > 1;

    public IReadOnlyList<TimeSpan> WaitsFor(RetryAfterKind kind) => Waits switch
    {
        "" => [],
        "own" => [.. Own.Select(TimeSpan.FromSeconds)],
        "N N N" => [kind.Asked!.Value, kind.Asked.Value, kind.Asked.Value],
        _ => throw new InvalidOperationException($"The table has waits that are none: '{Waits}'."),
    };
}
