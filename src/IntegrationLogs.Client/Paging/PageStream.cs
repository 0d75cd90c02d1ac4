namespace IntegrationLogs.Client.Paging;

/// <summary>
/// Pages under two tokens of cancellation: the method's and <c>WithCancellation</c>'s. What is thrown carries the caller's own.
/// </summary>
internal sealed class PageStream<T>(Func<CancellationToken, IAsyncEnumerable<Page<T>>> open, CancellationToken methodToken)
    : IAsyncEnumerable<Page<T>>
{
    public IAsyncEnumerator<Page<T>> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        new Enumerator(open, methodToken, cancellationToken);

    private sealed class Enumerator : IAsyncEnumerator<Page<T>>
    {
        private readonly CancellationToken _methodToken;
        private readonly CancellationToken _enumeratorToken;
        private readonly CancellationTokenSource _both;
        private readonly IAsyncEnumerator<Page<T>> _pages;

        public Enumerator(
            Func<CancellationToken, IAsyncEnumerable<Page<T>>> open, CancellationToken methodToken, CancellationToken enumeratorToken)
        {
            _methodToken = methodToken;
            _enumeratorToken = enumeratorToken;
            _both = CancellationTokenSource.CreateLinkedTokenSource(methodToken, enumeratorToken);
            _pages = open(_both.Token).GetAsyncEnumerator(_both.Token);
        }

        public Page<T> Current => _pages.Current;

        public async ValueTask<bool> MoveNextAsync()
        {
            _methodToken.ThrowIfCancellationRequested();
            _enumeratorToken.ThrowIfCancellationRequested();
            try
            {
                return await _pages.MoveNextAsync().ConfigureAwait(false);
            }
            catch (OperationCanceledException error) when (_methodToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(error.Message, error, _methodToken);
            }
            catch (OperationCanceledException error) when (_enumeratorToken.IsCancellationRequested)
            {
                throw new OperationCanceledException(error.Message, error, _enumeratorToken);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _pages.DisposeAsync().ConfigureAwait(false);
            _both.Dispose();
        }
    }
}
