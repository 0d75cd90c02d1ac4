namespace IntegrationLogs.Client.Paging;

/// <summary>
/// A stream under two tokens of cancellation: the method's and <c>WithCancellation</c>'s. What is thrown carries the caller's own.
/// </summary>
internal sealed class CallersStream<T>(Func<CancellationToken, IAsyncEnumerable<T>> open, CancellationToken methodToken)
    : IAsyncEnumerable<T>
{
    public IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default) =>
        new Enumerator(open, methodToken, cancellationToken);

    private sealed class Enumerator : IAsyncEnumerator<T>
    {
        private readonly CancellationToken _methodToken;
        private readonly CancellationToken _enumeratorToken;
        private readonly CancellationTokenSource _both;
        private readonly IAsyncEnumerator<T> _items;

        public Enumerator(
            Func<CancellationToken, IAsyncEnumerable<T>> open, CancellationToken methodToken, CancellationToken enumeratorToken)
        {
            _methodToken = methodToken;
            _enumeratorToken = enumeratorToken;
            _both = CancellationTokenSource.CreateLinkedTokenSource(methodToken, enumeratorToken);
            _items = open(_both.Token).GetAsyncEnumerator(_both.Token);
        }

        public T Current => _items.Current;

        public async ValueTask<bool> MoveNextAsync()
        {
            _methodToken.ThrowIfCancellationRequested();
            _enumeratorToken.ThrowIfCancellationRequested();
            try
            {
                return await _items.MoveNextAsync().ConfigureAwait(false);
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
            await _items.DisposeAsync().ConfigureAwait(false);
            _both.Dispose();
        }
    }
}
