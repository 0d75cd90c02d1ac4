using IntegrationLogs.Client.Settings;
using Microsoft.Extensions.Options;

namespace IntegrationLogs.Client;

/// <summary>Checks the settings as a whole and reports every fault by the setting's name, never with a secret's value.</summary>
internal sealed class IntegrationLogsClientOptionsValidator(string clientName) : IValidateOptions<IntegrationLogsClientOptions>
{
    private const int LeastResponseBytes = 1024;
    private const int MostResponseBytes = 1024 * 1024 * 1024;
    private const int MostRetries = 100;
    private const int MostPermits = 1_000_000;

    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(1);
    private static readonly TimeSpan ShortestWindow = TimeSpan.FromMilliseconds(1);

    public ValidateOptionsResult Validate(string? name, IntegrationLogsClientOptions options)
    {
        if (name != clientName)
        {
            return ValidateOptionsResult.Skip;
        }

        string[] faults = options.ElasticPath is null || options.Sendcloud is null || options.Resilience is null || options.Paging is null
            ? ["ElasticPath, Sendcloud, Resilience and Paging must not be null: leave a vendor out by giving it no credentials."]
            :
            [
                .. FaultsOf(options.ElasticPath),
                .. FaultsOf(options.Sendcloud),
                .. FaultsOf("Resilience", options.Resilience),
                .. FaultsOf("Paging", options.Paging),
                .. Unless(
                    options.NamesRefreshInterval is null || (options.NamesRefreshInterval > TimeSpan.Zero && options.NamesRefreshInterval <= PollOptions.LongestPause),
                    $"NamesRefreshInterval is {options.NamesRefreshInterval}; it must be more than zero and at most "
                    + $"{PollOptions.LongestPause.TotalDays} days, or null."),
            ];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> FaultsOf(ElasticPathOptions options) =>
    [
        .. AddressCheck.FaultsOf("ElasticPath.BaseAddress", options.BaseAddress),
        .. VersionFaults(options.BaseAddress),
        .. CredentialCheck.FaultsOfPair("ElasticPath.ClientId", options.ClientId, "ElasticPath.ClientSecret", options.ClientSecret),
        .. options.Headers.SelectMany(header => HeaderCheck.FaultsOf("ElasticPath.Headers", header.Key, header.Value)),
        .. FaultsOf("ElasticPath.Resilience", options.Resilience),
        .. FaultsOf("ElasticPath.Paging", options.Paging),
        .. FaultsOf("ElasticPath.RateLimit", options.RateLimit),
    ];

    private static IEnumerable<string> FaultsOf(SendcloudOptions options) =>
    [
        .. AddressCheck.FaultsOf("Sendcloud.BaseAddress", options.BaseAddress),
        .. AddressCheck.FaultsOf("Sendcloud.TokenEndpoint", options.TokenEndpoint),
        .. CredentialCheck.FaultsOfPair("Sendcloud.PublicKey", options.PublicKey, "Sendcloud.SecretKey", options.SecretKey),
        .. CredentialCheck.FaultsOfPair("Sendcloud.ClientId", options.ClientId, "Sendcloud.ClientSecret", options.ClientSecret),
        .. CredentialCheck.FaultsOf("Sendcloud.Scope", options.Scope),
        .. Unless(
            !options.HasKeyPair || !options.HasClientCredentials,
            "Sendcloud.PublicKey and Sendcloud.SecretKey (HTTP Basic) must not be given together with "
            + "Sendcloud.ClientId and Sendcloud.ClientSecret (OAuth2): keep one pair."),
        .. Unless(
            options.PublicKey?.Contains(':', StringComparison.Ordinal) is not true,
            "Sendcloud.PublicKey must not contain a colon: HTTP Basic ends the name there."),
        .. FaultsOf("Sendcloud.Resilience", options.Resilience),
        .. FaultsOf("Sendcloud.Paging", options.Paging),
        .. FaultsOf("Sendcloud.RateLimit", options.RateLimit),
    ];

    private static IEnumerable<string> VersionFaults(Uri? address) => Unless(
        address is not { IsAbsoluteUri: true } || !address.AbsolutePath.TrimEnd('/').EndsWith("/v2", StringComparison.Ordinal),
        $"ElasticPath.BaseAddress '{(address is null ? null : AddressCheck.Quote(address))}' must not end in /v2: the endpoints add it, "
        + "and the token endpoint has none.");

    private static IEnumerable<string> FaultsOf(string group, ResilienceOptions? options) => options is null
        ? []
        :
        [
            .. Unless(
                options.MaxRetries is >= 0 and <= MostRetries,
                FormattableString.Invariant($"{group}.MaxRetries is {options.MaxRetries}; it must be 0 to {MostRetries}.")),
            .. Unless(options.BaseDelay >= TimeSpan.Zero, $"{group}.BaseDelay is {options.BaseDelay}; it must not be negative."),
            .. Unless(
                options.MaxDelay >= options.BaseDelay && options.MaxDelay <= LongestTimeout,
                $"{group}.MaxDelay is {options.MaxDelay}; it must be at least {group}.BaseDelay ({options.BaseDelay}) "
                + $"and at most {LongestTimeout}."),
            .. TimeoutFaults($"{group}.AttemptTimeout", options.AttemptTimeout),
            .. TimeoutFaults($"{group}.TotalTimeout", options.TotalTimeout),
            .. Unless(
                options.TotalTimeout >= options.AttemptTimeout,
                $"{group}.TotalTimeout ({options.TotalTimeout}) must be at least {group}.AttemptTimeout ({options.AttemptTimeout})."),
            .. Unless(
                options.MaxRateLimitWait >= TimeSpan.Zero && options.MaxRateLimitWait <= LongestTimeout,
                $"{group}.MaxRateLimitWait is {options.MaxRateLimitWait}; it must be {TimeSpan.Zero} to {LongestTimeout}."),
            .. Unless(
                options.MaxResponseBytes is >= LeastResponseBytes and <= MostResponseBytes,
                FormattableString.Invariant(
                    $"{group}.MaxResponseBytes is {options.MaxResponseBytes}; it must be {LeastResponseBytes} to {MostResponseBytes}.")),
        ];

    private static IEnumerable<string> FaultsOf(string group, PagingOptions? options) => options is null
        ? []
        : PagingOptions.FaultsOf(options).Select(fault =>
            FormattableString.Invariant($"{group}.{fault.Name} is {fault.Value}; it must be {fault.Range}."));

    private static IEnumerable<string> FaultsOf(string group, RateLimitOptions? options) => options is null
        ? [$"{group} must not be null: set {group}.Enabled to false to switch it off."]
        :
        [
            .. Unless(
                options.PermitLimit is >= 1 and <= MostPermits,
                $"{group}.PermitLimit is {options.PermitLimit}; it must be 1 to {MostPermits}."),
            .. Unless(
                options.Window >= ShortestWindow && options.Window <= LongestTimeout,
                $"{group}.Window is {options.Window}; it must be {ShortestWindow} to {LongestTimeout}."),
            .. Unless(
                options.Burst >= 1 && options.Burst <= options.PermitLimit,
                $"{group}.Burst is {options.Burst}; it must be 1 to {group}.PermitLimit ({options.PermitLimit})."),
        ];

    private static IEnumerable<string> TimeoutFaults(string setting, TimeSpan timeout) => Unless(
        timeout >= ShortestTimeout && timeout <= LongestTimeout,
        $"{setting} is {timeout}; it must be {ShortestTimeout} to {LongestTimeout}.");

    private static IEnumerable<string> Unless(bool holds, string fault) => holds ? [] : [fault];
}
