namespace IntegrationLogs.Client.Testing;

/// <summary>How the links of an Elastic Path page are written.</summary>
public enum ElasticPathLinkForm
{
    /// <summary>With scheme and host.</summary>
    Absolute,

    /// <summary>From the root on but lacking <c>/v2</c>, so that it cannot be followed as it stands.</summary>
    RootRelativeWithoutVersion,
}
