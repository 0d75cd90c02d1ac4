using System.Globalization;
using System.Reflection;
using Refit;

namespace IntegrationLogs.Client.Http;

/// <summary>Lets no id into a path that could lead to another endpoint. Refit escapes what this returns.</summary>
internal sealed class IdFormatter : IUrlParameterFormatter
{
    public string? Format(object? value, ICustomAttributeProvider attributeProvider, Type type) => value switch
    {
        null or string => ApiPath.Checked((string)value!, NameOf(attributeProvider)),
        long id => ApiPath.Segment(id, NameOf(attributeProvider)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    /// <summary>The routes say <c>{id}</c> and <c>{job}</c>, the methods <c>integrationId</c> and <c>jobId</c>.</summary>
    private static string NameOf(ICustomAttributeProvider parameter) =>
        parameter.GetCustomAttributes(typeof(AliasAsAttribute), inherit: false) is [AliasAsAttribute { Name: "job" }, ..]
            ? "jobId"
            : "integrationId";
}
