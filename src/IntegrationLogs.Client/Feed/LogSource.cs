using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using IntegrationLogs.Client.Feed;
using IntegrationLogs.Client.Http;

namespace IntegrationLogs.Client;

/// <summary>
/// A list of logs that a feed reads: all logs of a vendor, or those of one integration. As JSON and in configuration it is its
/// <see cref="Name"/>.
/// </summary>
[JsonConverter(typeof(IntegrationLogsJsonConverter))]
[TypeConverter(typeof(LogSourceTypeConverter))]
public sealed record LogSource : IParsable<LogSource>
{
    private LogSource(IntegrationVendor vendor, string? integrationId)
    {
        Vendor = vendor;
        IntegrationId = integrationId;
    }

    /// <summary>The vendor of the list.</summary>
    public IntegrationVendor Vendor { get; }

    /// <summary>The integration whose logs the list holds; <see langword="null"/> for the logs of all.</summary>
    public string? IntegrationId { get; }

    /// <summary>The source in one word, such as <c>Sendcloud/123</c>: what checkpoints, errors and metrics name it by.</summary>
    public string Name => IntegrationId is null ? $"{Vendor}" : $"{Vendor}/{Uri.EscapeDataString(IntegrationId)}";

    /// <summary>All logs of the Elastic Path store.</summary>
    public static LogSource ElasticPath() => new(IntegrationVendor.ElasticPath, integrationId: null);

    /// <summary>The logs of one of Elastic Path's integrations.</summary>
    /// <exception cref="ArgumentException">The id is empty or cannot be part of an address.</exception>
    public static LogSource ElasticPath(string integrationId)
    {
        ApiPath.Segment(integrationId, nameof(integrationId));
        return new(IntegrationVendor.ElasticPath, integrationId);
    }

    /// <summary>All logs of the Sendcloud account.</summary>
    public static LogSource Sendcloud() => new(IntegrationVendor.Sendcloud, integrationId: null);

    /// <summary>The logs of one of Sendcloud's integrations.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The id is zero or negative.</exception>
    public static LogSource Sendcloud(long integrationId) =>
        new(IntegrationVendor.Sendcloud, ApiPath.Segment(integrationId, nameof(integrationId)));

    /// <summary>The source with a <see cref="Name"/>, as settings and checkpoints hold it.</summary>
    /// <exception cref="FormatException">It is no source's name.</exception>
    public static LogSource Parse(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return TryParse(name, out LogSource? source)
            ? source
            : throw new FormatException(
                $"'{name}' is no source of logs: write {IntegrationVendor.ElasticPath} or {IntegrationVendor.Sendcloud}, "
                + "with '/' and an integration's id for the logs of one.");
    }

    /// <summary>The source with a <see cref="Name"/>, if it is one.</summary>
    public static bool TryParse([NotNullWhen(true)] string? name, [NotNullWhen(true)] out LogSource? source)
    {
        string[] parts = (name ?? string.Empty).Split('/');
        string? id = parts.Length == 2 ? Uri.UnescapeDataString(parts[1]) : null;
        source = (parts[0], parts.Length) switch
        {
            (nameof(IntegrationVendor.ElasticPath), 1) => ElasticPath(),
            (nameof(IntegrationVendor.ElasticPath), 2) when ApiPath.CanBeSegment(id) => ElasticPath(id),
            (nameof(IntegrationVendor.Sendcloud), 1) => Sendcloud(),
            (nameof(IntegrationVendor.Sendcloud), 2)
                when long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out long number) && number > 0 => Sendcloud(number),
            _ => null,
        };
        return source is not null;
    }

    static LogSource IParsable<LogSource>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<LogSource>.TryParse(
        [NotNullWhen(true)] string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out LogSource result) => TryParse(s, out result);

    /// <summary>The <see cref="Name"/>.</summary>
    public override string ToString() => Name;
}
