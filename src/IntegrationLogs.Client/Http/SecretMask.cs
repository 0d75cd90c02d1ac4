namespace IntegrationLogs.Client.Http;

/// <summary>Replaces secrets in what a vendor answered, before any of it gets into an exception: gateways echo requests.</summary>
internal sealed class SecretMask
{
    private const string Mask = "***";
    private const int ShortestSecret = 4;

    private readonly string[] _secrets;

    public SecretMask(params IEnumerable<string?> secrets) =>
        _secrets = [.. secrets
            .OfType<string>()
            .Where(secret => secret.Length >= ShortestSecret)
            .SelectMany(secret => new[] { secret, Uri.EscapeDataString(secret), secret.Replace("/", "\\/", StringComparison.Ordinal) })
            .Distinct()
            .OrderByDescending(secret => secret.Length)];

    public SecretMask With(params IEnumerable<string?> more) => new(_secrets.Concat(more));

    public string Apply(string text) =>
        _secrets.Aggregate(text, (masked, secret) => masked.Replace(secret, Mask, StringComparison.Ordinal));

    public string? ApplyTo(string? text) => text is null ? null : Apply(text);
}
