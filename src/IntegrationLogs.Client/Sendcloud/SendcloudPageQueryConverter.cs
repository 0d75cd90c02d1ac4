using System.ComponentModel;
using Refit;

namespace IntegrationLogs.Client.Sendcloud;

/// <summary>
/// Writes a page's query as it stands, for <c>[QueryConverter(typeof(SendcloudPageQueryConverter))]</c> on a parameter: a cursor is opaque,
/// and escaping it anew would make another of it.
/// </summary>
public sealed class SendcloudPageQueryConverter : IQueryConverter<SendcloudPageQuery>
{
    /// <inheritdoc/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Flatten(SendcloudPageQuery value, string keyPrefix, ref GeneratedQueryStringBuilder builder, RefitSettings settings)
    {
        string query = value.ToQueryString();
        if (query.Length > 0)
        {
            builder.AddFlag(query, preEncoded: true);
        }
    }
}
