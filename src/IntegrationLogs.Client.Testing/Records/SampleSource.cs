namespace IntegrationLogs.Client.Testing.Records;

/// <summary>Where a list's generated records come from.</summary>
/// <param name="AtStart">The record of a number, counted from the oldest, as the list starts with it.</param>
/// <param name="New">The record of a number, made at a time.</param>
/// <param name="Listed">Told of each record that is listed, those of the user too.</param>
internal sealed record SampleSource<T>(Func<long, T> AtStart, Func<long, DateTimeOffset, T> New, Action<T>? Listed = null);
