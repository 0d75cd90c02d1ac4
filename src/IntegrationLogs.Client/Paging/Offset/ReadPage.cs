namespace IntegrationLogs.Client.Paging.Offset;

/// <summary>One answer and its place in the list.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Offset">The offset that was asked for.</param>
/// <param name="Records">What identifies its records.</param>
internal sealed record ReadPage<T>(OffsetPage<T> Answer, int Offset, ulong[] Records)
{
    public int Length => Records.Length;

    public int End => Offset + Length;

    /// <summary>What the answer says of records after this page.</summary>
    public bool? SaysMore => Answer.HasMoreAfter(End);

    /// <summary>A server that gives one record a page cannot show an overlap and what follows in one answer.</summary>
    public ReadPage<T> Join(ReadPage<T> next) => new(
        next.Answer with { Items = [.. Answer.Items, .. next.Answer.Items] }, Offset, [.. Records, .. next.Records]);

    /// <summary>Whether another page, asked for at another offset, holds the same records.</summary>
    public bool Repeats(ReadPage<T>? other) =>
        other is not null && other.Offset != Offset && Records.AsSpan().SequenceEqual(other.Records);
}
