using System.Globalization;

namespace IntegrationLogs.Client.Reliability.RetryMatrix;

/// <summary>One kind of <c>Retry-After</c>.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="At">The header as it is sent at a moment; none when null.</param>
/// <param name="Asked">How long it asks to wait; null when it asks for nothing that can be waited for.</param>
internal sealed record RetryAfterKind(string Name, Func<DateTimeOffset, string?> At, TimeSpan? Asked)
{
    /// <summary>Whether there is one at all.</summary>
    public bool IsSent => At(DateTimeOffset.UnixEpoch.AddYears(50)) is not null;

    private const string ImfDate = "ddd, dd MMM yyyy HH:mm:ss 'GMT'";
    private const string Rfc850Date = "dddd, dd-MMM-yy HH:mm:ss 'GMT'";

    public static readonly IReadOnlyList<RetryAfterKind> All =
    [
        new("none", _ => null, null),
        new("seconds", _ => "7", TimeSpan.FromSeconds(7)),
        new("fractional", _ => "1.5", TimeSpan.FromSeconds(1.5)),
        new("zero", _ => "0", null),
        new("negative", _ => "-7", null),
        new("huge", _ => "99999999999999999999", TimeSpan.FromDays(24)),
        new("HTTP date", now => Text(now.AddSeconds(9), ImfDate), TimeSpan.FromSeconds(9)),
        new("past date", now => Text(now.AddSeconds(-9), ImfDate), null),
        new("RFC 850 date", now => Text(now.AddSeconds(11), Rfc850Date), TimeSpan.FromSeconds(11)),
        new("garbage", _ => "in 5 minutes, or Tuesday", null),
    ];

    private static string Text(DateTimeOffset date, string format) => date.ToString(format, CultureInfo.InvariantCulture);
}
