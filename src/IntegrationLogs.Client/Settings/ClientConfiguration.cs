using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace IntegrationLogs.Client.Settings;

/// <summary>Reads a client's settings from a section. What a vendor's own subsection leaves out is as in the common one.</summary>
internal static class ClientConfiguration
{
    private const string ElasticPath = nameof(IntegrationLogsClientOptions.ElasticPath);
    private const string Sendcloud = nameof(IntegrationLogsClientOptions.Sendcloud);
    private const string Resilience = nameof(IntegrationLogsClientOptions.Resilience);
    private const string Paging = nameof(IntegrationLogsClientOptions.Paging);

    private static readonly string[] Addresses =
    [
        $"{ElasticPath}:{nameof(ElasticPathOptions.BaseAddress)}",
        $"{Sendcloud}:{nameof(SendcloudOptions.BaseAddress)}",
        $"{Sendcloud}:{nameof(SendcloudOptions.TokenEndpoint)}",
    ];

    /// <exception cref="OptionsValidationException">A value is not of its setting's type.</exception>
    public static void Bind(IConfiguration section, string clientName, IntegrationLogsClientOptions options)
    {
        RequireAddresses(section, clientName);
        try
        {
            section.GetSection(Resilience).Bind(options.Resilience);
            if (Has(section, ElasticPath, Resilience))
            {
                options.ElasticPath.Resilience ??= options.Resilience.Copy();
            }

            if (Has(section, Sendcloud, Resilience))
            {
                options.Sendcloud.Resilience ??= options.Resilience.Copy();
            }

            // The binder does not set what can be set at creation only.
            PagingOptions paging = ReadPaging(section, options.Paging) ?? options.Paging;
            PagingOptions? elasticPathPaging = ReadPaging(section.GetSection(ElasticPath), options.ElasticPath.Paging ?? paging);
            PagingOptions? sendcloudPaging = ReadPaging(section.GetSection(Sendcloud), options.Sendcloud.Paging ?? paging);
            section.Bind(options);
            options.Paging = paging;
            options.ElasticPath.Paging = elasticPathPaging ?? options.ElasticPath.Paging;
            options.Sendcloud.Paging = sendcloudPaging ?? options.Sendcloud.Paging;
        }
        catch (InvalidOperationException error)
        {
            // The binder names the setting, and quotes its value, which is none of the addresses.
            throw Fault(clientName, error.Message);
        }
    }

    /// <summary>An address may have a password in it, and the binder would quote it.</summary>
    private static void RequireAddresses(IConfiguration section, string clientName)
    {
        foreach (IConfigurationSection address in Addresses.Select(section.GetSection))
        {
            if (address.Value is string text && !Uri.TryCreate(text, UriKind.RelativeOrAbsolute, out _))
            {
                throw Fault(clientName, $"{address.Path} is no address that can be read: write one such as https://api.example.com.");
            }
        }
    }

    private static bool Has(IConfiguration section, string vendor, string part) =>
        section.GetSection(vendor).GetSection(part).GetChildren().Any();

    private static PagingOptions? ReadPaging(IConfiguration parent, PagingOptions common)
    {
        IConfigurationSection section = parent.GetSection(Paging);
        return section.GetChildren().Any()
            ? common with
            {
                PageSize = ReadNumber(section, nameof(PagingOptions.PageSize), common.PageSize),
                ReadAhead = section.GetValue(nameof(PagingOptions.ReadAhead), common.ReadAhead),
                MaxPages = ReadNumber(section, nameof(PagingOptions.MaxPages), common.MaxPages),
            }
            : null;
    }

    /// <summary>An empty value is none.</summary>
    private static int? ReadNumber(IConfigurationSection section, string key, int? common) => section[key] switch
    {
        null => common,
        "" => null,
        _ => section.GetValue<int>(key),
    };

    private static OptionsValidationException Fault(string clientName, string fault) =>
        new(clientName, typeof(IntegrationLogsClientOptions), [fault]);
}
