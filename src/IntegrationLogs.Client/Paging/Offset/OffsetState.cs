namespace IntegrationLogs.Client.Paging.Offset;

/// <summary>What an offset walk is about.</summary>
internal enum OffsetState
{
    /// <summary>The request begins with the last record that was read.</summary>
    Reading,

    /// <summary>The overlap held nothing new. The request begins right after it, and an empty page is the end.</summary>
    Confirming,

    /// <summary>The list has moved. The request is for where a known record may be.</summary>
    SteppingBack,

    /// <summary>A page came twice. The request is for far after the end: the same page again means that the offset is ignored.</summary>
    Probing,

    /// <summary>Everything was read.</summary>
    Ended,
}
