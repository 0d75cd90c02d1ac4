namespace IntegrationLogs.Client.Json;

/// <summary>A record of a vendor's list.</summary>
internal interface IVendorRecord
{
    /// <summary>What the vendor sent in its place; null for a record that was read.</summary>
    UnreadableRecord? Unreadable { get; }

    /// <summary>Whether its configuration holds secrets: bytes that cannot be read cannot be masked, so they are not written.</summary>
    bool HoldsSecrets => false;
}

/// <summary>A record of a vendor's list, with the way to make it.</summary>
internal interface IVendorRecord<T> : IVendorRecord, IModel<T>
    where T : IVendorRecord<T>
{
    static abstract T From(UnreadableRecord unreadable);
}
