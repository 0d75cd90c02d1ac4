using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace QuickStart.Streaming;

/// <summary>Reads the vendors at the same time, as one stream. What fails in one ends all.</summary>
internal static class MergedLogs
{
    private const int Capacity = 256;

    public static async IAsyncEnumerable<StreamedLog> ReadAsync(
        IReadOnlyList<IVendorReader> readers, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var channel = Channel.CreateBounded<StreamedLog>(Capacity);
        Task pumping = PumpAllAsync(readers, channel.Writer, stop.Token);
        try
        {
            await foreach (StreamedLog log in channel.Reader.ReadAllAsync(cancellationToken))
            {
                yield return log;
            }
        }
        finally
        {
            await stop.CancelAsync();
            await pumping;
        }
    }

    private static async Task PumpAllAsync(
        IReadOnlyList<IVendorReader> readers, ChannelWriter<StreamedLog> into, CancellationToken cancellationToken)
    {
        await Task.WhenAll(readers.Select(reader => PumpAsync(reader, into, cancellationToken)));
        into.TryComplete();
    }

    private static async Task PumpAsync(IVendorReader reader, ChannelWriter<StreamedLog> into, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (StreamedLog log in reader.ReadAsync(cancellationToken))
            {
                await into.WriteAsync(log, cancellationToken);
            }
        }
        catch (Exception error)
        {
            // The reading side throws it.
            into.TryComplete(error);
        }
    }
}
