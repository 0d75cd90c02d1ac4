using System.Globalization;
using System.Text.RegularExpressions;
using IntegrationLogs.Client.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.Hosting;

/// <summary>Checks a sink's settings where it is added.</summary>
internal static partial class SinkFaults
{
    private const int MostItems = 10_000;
    private const int MostFiles = 10_000;

    private static readonly string[] Own = ["Idempotency-Key", "webhook-id", "webhook-timestamp", "webhook-signature"];
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromHours(1);

    /// <exception cref="ArgumentException">A setting is wrong; the message names it and says what it has to be.</exception>
    public static void Require(SinkOptions options)
    {
        Require(
            options.Name is not null && SinkName().IsMatch(options.Name),
            nameof(options.Name),
            $"'{options.Name}'",
            "letters, digits, '-' and '_', 100 at most");
        Require(
            options.Content != SinkContent.None && (options.Content & ~(SinkContent.Incidents | SinkContent.Failures | SinkContent.Entries)) == 0,
            nameof(options.Content),
            options.Content,
            "Incidents, Failures or Entries, or several of them");
        Require(options.BatchSize is >= 1 and <= MostItems, nameof(options.BatchSize), options.BatchSize, "1 to 10,000");
        Require(
            options.Timeout > TimeSpan.Zero && options.Timeout <= LongestTimeout,
            nameof(options.Timeout),
            options.Timeout,
            $"more than zero and at most {LongestTimeout}");
    }

    public static void Require(SinkFields fields, bool takesVendorLog = true)
    {
        SinkFields known = SinkFields.Message | SinkFields.Url | (takesVendorLog ? SinkFields.VendorLog : SinkFields.None);
        Require((fields & ~known) == 0, "Fields", fields, $"of {known}, or None");
    }

    public static void Require(JsonLinesSinkOptions options)
    {
        Require(
            options.MaxFileBytes is null or >= 1, nameof(options.MaxFileBytes), options.MaxFileBytes, "1 or more, or null for no limit");
        Require(options.MaxFiles is >= 1 and <= MostFiles, nameof(options.MaxFiles), options.MaxFiles, "1 to 10,000");
    }

    /// <summary>The message has the host only: the path of such an address is the secret.</summary>
    public static void RequireAddress(Uri address, bool allowInsecure)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (!address.IsAbsoluteUri || (address.Scheme != Uri.UriSchemeHttps && address.Scheme != Uri.UriSchemeHttp))
        {
            throw new ArgumentException("The sink's address must be absolute and begin with https:.", nameof(address));
        }

        if (address.UserInfo.Length > 0)
        {
            throw new ArgumentException(
                $"The sink's address at {address.Host} has a user name in it, which is never sent: set Headers instead.", nameof(address));
        }

        if (address.Scheme == Uri.UriSchemeHttp && !address.IsLoopback && !allowInsecure)
        {
            throw new ArgumentException(
                $"The sink's address at {address.Host} begins with http:, so that everybody on the way can read what is sent: write https:, or "
                + "set AllowInsecure.",
                nameof(address));
        }
    }

    public static void RequireBatch(int batchSize, int most) =>
        Require(batchSize <= most, nameof(SinkOptions.BatchSize), batchSize, string.Create(CultureInfo.InvariantCulture, $"1 to {most}"));

    /// <summary>The message has the name only: the value may be a secret.</summary>
    public static void RequireHeaders(IDictionary<string, string> headers)
    {
        using var request = new HttpRequestMessage();
        foreach ((string name, string value) in headers)
        {
            bool isOwn = Own.Contains(name, StringComparer.OrdinalIgnoreCase);
            if (isOwn || value is null || value.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0 || !request.Headers.TryAddWithoutValidation(name, value))
            {
                throw new ArgumentException(
                    $"The sink's Headers has '{OneLine.Of(name)}', which {(isOwn ? "the sink sets itself" : "is no request header, or has a value that is none")}.");
            }
        }
    }

    /// <summary>The whole path of a file that no other sink of the container writes to.</summary>
    public static string RequirePath(string path, IServiceCollection services)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        string full = Path.GetFullPath(path);
        if (Path.EndsInDirectorySeparator(path) || Directory.Exists(full))
        {
            throw new ArgumentException($"The sink's path '{full}' is a directory: name a file.", nameof(path));
        }

        return services.Any(service => service.ServiceType == typeof(JsonLinesClaim) && full.Equals(service.ServiceKey))
            ? throw new ArgumentException($"Another sink writes to '{full}': give each a file of its own.", nameof(path))
            : full;
    }

    private static void Require(bool holds, string name, object? value, string range)
    {
        if (!holds)
        {
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"The sink's {name} is {value ?? "null"}; it must be {range}."));
        }
    }

    [GeneratedRegex("^[A-Za-z0-9_-]{1,100}$", RegexOptions.CultureInvariant)]
    private static partial Regex SinkName();
}
