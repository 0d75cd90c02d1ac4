using Microsoft.Extensions.Options;

namespace IntegrationLogs.Client;

/// <summary>Checks the settings as a whole and reports every fault by the setting's name, never with a secret's value.</summary>
internal sealed class IntegrationLogsClientOptionsValidator(string clientName) : IValidateOptions<IntegrationLogsClientOptions>
{
    private const int LeastResponseBytes = 1024;
    private const int MostResponseBytes = 1024 * 1024 * 1024;
    private const int MostRetries = 100;

    private static readonly TimeSpan ShortestTimeout = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, IntegrationLogsClientOptions options)
    {
        if (name != clientName)
        {
            return ValidateOptionsResult.Skip;
        }

        List<string> faults = [];
        if (options.ElasticPath is null || options.Sendcloud is null || options.Resilience is null)
        {
            faults.Add("ElasticPath, Sendcloud and Resilience must not be null: leave a vendor out by giving it no credentials.");
        }
        else
        {
            CheckElasticPath(options.ElasticPath, faults);
            CheckSendcloud(options.Sendcloud, faults);
            CheckResilience(options.Resilience, faults);
        }

        return faults.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static void CheckElasticPath(ElasticPathOptions options, List<string> faults)
    {
        CheckAddress("ElasticPath.BaseAddress", options.BaseAddress, faults);
        if (options.BaseAddress is { IsAbsoluteUri: true } address
            && address.AbsolutePath.TrimEnd('/').EndsWith("/v2", StringComparison.Ordinal))
        {
            faults.Add(
                $"ElasticPath.BaseAddress '{Quote(address)}' must not end in /v2: the endpoints add it, and the token endpoint has none.");
        }

        CheckPair("ElasticPath.ClientId", options.ClientId, "ElasticPath.ClientSecret", options.ClientSecret, faults);
        foreach ((string header, string value) in options.Headers)
        {
            CheckHeader(header, value, faults);
        }
    }

    private static void CheckSendcloud(SendcloudOptions options, List<string> faults)
    {
        CheckAddress("Sendcloud.BaseAddress", options.BaseAddress, faults);
        CheckAddress("Sendcloud.TokenEndpoint", options.TokenEndpoint, faults);
        CheckPair("Sendcloud.PublicKey", options.PublicKey, "Sendcloud.SecretKey", options.SecretKey, faults);
        CheckPair("Sendcloud.ClientId", options.ClientId, "Sendcloud.ClientSecret", options.ClientSecret, faults);
        if (options.HasKeyPair && options.HasClientCredentials)
        {
            faults.Add(
                "Sendcloud.PublicKey and Sendcloud.SecretKey (HTTP Basic) must not be given together with "
                + "Sendcloud.ClientId and Sendcloud.ClientSecret (OAuth2): keep one pair.");
        }

        if (options.PublicKey?.Contains(':', StringComparison.Ordinal) is true)
        {
            faults.Add("Sendcloud.PublicKey must not contain a colon: HTTP Basic ends the name there.");
        }
    }

    private static void CheckResilience(ResilienceOptions options, List<string> faults)
    {
        Check(
            options.MaxRetries is >= 0 and <= MostRetries,
            $"Resilience.MaxRetries is {options.MaxRetries}; it must be 0 to {MostRetries}.",
            faults);
        Check(options.BaseDelay >= TimeSpan.Zero, $"Resilience.BaseDelay is {options.BaseDelay}; it must not be negative.", faults);
        Check(
            options.MaxDelay >= options.BaseDelay && options.MaxDelay <= LongestTimeout,
            $"Resilience.MaxDelay is {options.MaxDelay}; it must be at least Resilience.BaseDelay ({options.BaseDelay}) "
            + $"and at most {LongestTimeout}.",
            faults);
        CheckTimeout("Resilience.AttemptTimeout", options.AttemptTimeout, faults);
        CheckTimeout("Resilience.TotalTimeout", options.TotalTimeout, faults);
        Check(
            options.TotalTimeout >= options.AttemptTimeout,
            $"Resilience.TotalTimeout ({options.TotalTimeout}) must be at least Resilience.AttemptTimeout ({options.AttemptTimeout}).",
            faults);
        Check(
            options.MaxResponseBytes is >= LeastResponseBytes and <= MostResponseBytes,
            $"Resilience.MaxResponseBytes is {options.MaxResponseBytes}; it must be {LeastResponseBytes} to {MostResponseBytes}.",
            faults);
    }

    private static void CheckAddress(string setting, Uri? address, List<string> faults)
    {
        if (address is null || !address.IsAbsoluteUri)
        {
            faults.Add($"{setting} '{address}' must be an absolute address, such as https://api.example.com.");
            return;
        }

        string quoted = Quote(address);
        bool isSecure = address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);
        Check(isSecure, $"{setting} '{quoted}' must use https; http is for this machine (localhost) only.", faults);
        Check(
            address.Query.Length == 0 && address.Fragment.Length == 0 && address.UserInfo.Length == 0,
            $"{setting} '{quoted}' must have no query, no fragment and no user name in it.",
            faults);
    }

    /// <summary>A user's name and password or a query may be secrets: they are not quoted.</summary>
    private static string Quote(Uri address) =>
        address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped);

    private static void CheckPair(string firstName, string? first, string secondName, string? second, List<string> faults)
    {
        if (string.IsNullOrWhiteSpace(first) != string.IsNullOrWhiteSpace(second))
        {
            (string missing, string given) = string.IsNullOrWhiteSpace(first) ? (firstName, secondName) : (secondName, firstName);
            faults.Add($"{missing} is missing: {given} is given, and the two belong together.");
        }
    }

    private static void CheckHeader(string header, string? value, List<string> faults)
    {
        using var probe = new HttpRequestMessage();
        bool isAllowed = !string.Equals(header, "Authorization", StringComparison.OrdinalIgnoreCase)
            && !string.Equals(header, "Host", StringComparison.OrdinalIgnoreCase)
            && value is not null
            && !value.AsSpan().ContainsAny('\r', '\n', '\0')
            && probe.Headers.TryAddWithoutValidation(header, value);
        Check(isAllowed, $"ElasticPath.Headers: '{header}' is no header to add, or its value has a line break.", faults);
    }

    private static void CheckTimeout(string setting, TimeSpan timeout, List<string> faults) =>
        Check(
            timeout >= ShortestTimeout && timeout <= LongestTimeout,
            $"{setting} is {timeout}; it must be {ShortestTimeout} to {LongestTimeout}.",
            faults);

    private static void Check(bool holds, string fault, List<string> faults)
    {
        if (!holds)
        {
            faults.Add(fault);
        }
    }
}
