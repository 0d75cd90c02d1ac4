namespace IntegrationLogs.Client.Json;

/// <summary>What stands for a record without an id: its content.</summary>
internal static class RecordContent
{
    public static ReadOnlySpan<byte> Of<T>(T record)
        where T : class, IVendorRecord<T> =>
        record.Unreadable is UnreadableRecord unreadable ? unreadable.Bytes.Span : JsonText.Write(record.Write);
}
