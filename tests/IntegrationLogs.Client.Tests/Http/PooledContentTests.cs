using System.Text;
using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Tests.Infrastructure;

namespace IntegrationLogs.Client.Tests.Http;

public sealed class PooledContentTests
{
    private const int FirstBuffer = (64 * 1024) - 1;

    private readonly CheckingArrayPool _pool = new();

    [Fact]
    public async Task A_body_whose_length_is_announced_takes_one_buffer()
    {
        using PooledContent content = await ReadAsync(new ByteArrayContent(Bytes(100_000)), maxBytes: 100_000);

        Assert.Equal([100_001], _pool.Sizes);
        Assert.Equal(Bytes(100_000), content.Bytes.ToArray());
    }

    [Fact]
    public async Task A_body_that_is_announced_as_too_long_takes_none()
    {
        var error = await Assert.ThrowsAsync<ResponseTooLargeException>(
            () => ReadAsync(new ByteArrayContent(Bytes(2_001)), maxBytes: 2_000));

        Assert.Equal("The answer is longer than the 2000 bytes that are allowed, after decompression.", error.Message);
        Assert.Empty(_pool.Sizes);
    }

    [Theory]
    [InlineData(10, 1_000_000, new[] { FirstBuffer + 1 })]
    [InlineData(10, 1_000, new[] { 1_001 })]
    [InlineData(FirstBuffer, 1_000_000, new[] { FirstBuffer + 1 })]
    [InlineData(FirstBuffer + 1, 1_000_000, new[] { FirstBuffer + 1, 2 * (FirstBuffer + 1) })]
    [InlineData(150_000, 150_000, new[] { FirstBuffer + 1, 2 * (FirstBuffer + 1), 150_001 })]
    public async Task A_body_whose_length_is_not_announced_takes_buffers_of_twice_the_size(int length, int maxBytes, int[] sizes)
    {
        using (PooledContent content = await ReadAsync(new StreamContent(new Unmeasured(Bytes(length))), maxBytes))
        {
            Assert.Equal(Bytes(length), content.Bytes.ToArray());
        }

        Assert.Equal(sizes, _pool.Sizes);
        await _pool.AssertWholeAsync();
    }

    [Fact]
    public async Task What_was_read_is_a_content_like_any_other_until_it_is_disposed()
    {
        var origin = new StreamContent(new Unmeasured(Encoding.UTF8.GetBytes("text")));
        origin.Headers.Add("Content-Language", "en");
        PooledContent content = await ReadAsync(origin, maxBytes: 2_000);

        Assert.Equal(4, content.Headers.ContentLength);
        Assert.Equal("en", Assert.Single(content.Headers.ContentLanguage));
        Assert.Equal("text", await content.ReadAsStringAsync());
        content.Dispose();
        content.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => content.ReadAsStringAsync());
        await _pool.AssertWholeAsync();
    }

    [Fact]
    public async Task Read_in_place_it_gives_others_nothing_to_copy()
    {
        var origin = new ByteArrayContent(Encoding.UTF8.GetBytes("text"));
        using PooledContent content = await ReadAsync(origin, maxBytes: 2_000);
        var response = new ResponseInfo();
        using var copy = new MemoryStream();

        content.Read(response, read: null);
        content.ReadInPlace();
        await content.LoadIntoBufferAsync();
        await content.CopyToAsync(copy);

        Assert.Equal(0, copy.Length);
        Assert.Null(content.Headers.ContentLength);
        Assert.Equal("text", Encoding.UTF8.GetString(content.Text));
        Assert.Same(response, content.Response);
    }

    [Fact]
    public async Task Its_text_has_no_byte_order_mark()
    {
        using PooledContent content = await ReadAsync(new ByteArrayContent([0xEF, 0xBB, 0xBF, (byte)'x']), maxBytes: 2_000);

        Assert.Equal("x", Encoding.UTF8.GetString(content.Text));
    }

    [Fact]
    public async Task A_body_that_was_read_is_disposed()
    {
        var stream = new Unmeasured(Bytes(10));

        using PooledContent content = await ReadAsync(new StreamContent(stream), maxBytes: 2_000);

        Assert.False(stream.CanRead);
    }

    [Theory]
    [InlineData(typeof(InvalidDataException))]
    [InlineData(typeof(InvalidOperationException))]
    public async Task A_damaged_body_says_so_and_gives_its_buffer_back(Type fault)
    {
        var cause = (Exception)Activator.CreateInstance(fault)!;

        var error = await Assert.ThrowsAsync<HttpIOException>(
            () => ReadAsync(new StreamContent(new Unmeasured(Bytes(10)) { Fault = cause }), maxBytes: 2_000));

        Assert.StartsWith("The compressed body is damaged.", error.Message, StringComparison.Ordinal);
        Assert.Same(cause, error.InnerException);
        await _pool.AssertWholeAsync();
    }

    private static byte[] Bytes(int length) => [.. Enumerable.Range(1, length).Select(i => (byte)(i % 251))];

    private Task<PooledContent> ReadAsync(HttpContent body, int maxBytes) =>
        PooledContent.ReadAsync(body, maxBytes, _pool, CancellationToken.None);

    private sealed class Unmeasured(byte[] content) : MemoryStream(content)
    {
        public Exception? Fault { get; init; }

        public override bool CanSeek => false;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Fault is null ? base.ReadAsync(buffer, cancellationToken) : ValueTask.FromException<int>(Fault);
    }
}
