using IntegrationLogs.Client.Diagnostics;
using IntegrationLogs.Client.ElasticPath;
using IntegrationLogs.Client.Paging;
using IntegrationLogs.Client.Paging.Link;
using IntegrationLogs.Client.Paging.Offset;
using IntegrationLogs.Client.Sendcloud;

namespace IntegrationLogs.Client;

/// <summary>
/// Pages endpoints of your own as the clients page the vendors' logs: nothing twice, nothing lost, read ahead, resumed by continuation
/// tokens.
/// </summary>
public static class AsyncPageable
{
    /// <summary>A list that Elastic Path pages by <c>page[limit]</c> and <c>page[offset]</c>.</summary>
    /// <typeparam name="T">The kind of record.</typeparam>
    /// <param name="list">
    /// The list's name, such as its path. Continuation tokens belong to it, so it names the account, too, where there are several. Spans
    /// and messages show it: it holds no secret.
    /// </param>
    /// <param name="getPage">
    /// Asks for one page, for example a method of an interface that <see cref="IVendorClientBuilder.AddApi{TApi}"/> added.
    /// </param>
    /// <param name="identify">What makes a record the same record on another page, such as its id.</param>
    /// <param name="paging">How the list is read; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Cancels every enumeration.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value in <paramref name="paging"/> is out of range.</exception>
    public static AsyncPageable<T> FollowOffset<T>(
        string list,
        Func<ElasticPathPageQuery, CancellationToken, Task<ElasticPathPage<T>>> getPage,
        Func<T, string> identify,
        PagingOptions? paging = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(getPage);
        ArgumentNullException.ThrowIfNull(identify);
        return ElasticPathLists.Create(
            InfoOf(IntegrationVendor.ElasticPath, list),
            getPage,
            ElasticPathLists.ToOffsetPage,
            record => RecordFingerprint.Of(identify(record)),
            paging,
            ClientDiagnostics.WithoutLogger,
            cancellationToken);
    }

    /// <summary>
    /// A list that Elastic Path pages by <c>page[limit]</c> and <c>page[offset]</c>, with pages of a type of your own.
    /// </summary>
    /// <typeparam name="TPage">The kind of page.</typeparam>
    /// <typeparam name="T">The kind of record.</typeparam>
    /// <param name="list">
    /// The list's name, such as its path. Continuation tokens belong to it, so it names the account, too, where there are several. Spans
    /// and messages show it: it holds no secret.
    /// </param>
    /// <param name="getPage">
    /// Asks for one page, for example a method of an interface that <see cref="IVendorClientBuilder.AddApi{TApi}"/> added.
    /// </param>
    /// <param name="paging">How the list is read; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Cancels every enumeration.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value in <paramref name="paging"/> is out of range.</exception>
    public static AsyncPageable<T> FollowOffset<TPage, T>(
        string list,
        Func<ElasticPathPageQuery, CancellationToken, Task<TPage>> getPage,
        PagingOptions? paging = null,
        CancellationToken cancellationToken = default)
        where TPage : class, IApiPage<T>
    {
        ArgumentNullException.ThrowIfNull(getPage);
        return ElasticPathLists.Create(
            InfoOf(IntegrationVendor.ElasticPath, list),
            getPage,
            static page => new OffsetPage<T>(
                page.Records, page.TotalItems, HasLinks: false, HasNextLink: false, page.Response ?? ResponseInfo.Success),
            static record => RecordFingerprint.Of(TPage.GetIdentity(record)),
            paging,
            ClientDiagnostics.WithoutLogger,
            cancellationToken);
    }

    /// <summary>A list that Sendcloud pages by the next link in the <c>Link</c> header.</summary>
    /// <typeparam name="T">The kind of record.</typeparam>
    /// <param name="list">
    /// The list's name, such as its path. Continuation tokens belong to it, so it names the account, too, where there are several. Spans
    /// and messages show it: it holds no secret.
    /// </param>
    /// <param name="getPage">
    /// Asks for one page, for example a method of an interface that <see cref="IVendorClientBuilder.AddApi{TApi}"/> added.
    /// </param>
    /// <param name="identify">What makes a record the same record on another page, such as its id.</param>
    /// <param name="paging">How the list is read; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Cancels every enumeration.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value in <paramref name="paging"/> is out of range.</exception>
    /// <remarks>
    /// Put <c>[QueryConverter(typeof(SendcloudPageQueryConverter))]</c> on the parameter of your method that takes the query.
    /// </remarks>
    public static AsyncPageable<T> FollowLink<T>(
        string list,
        Func<SendcloudPageQuery, CancellationToken, Task<SendcloudPage<T>>> getPage,
        Func<T, string> identify,
        PagingOptions? paging = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(getPage);
        ArgumentNullException.ThrowIfNull(identify);
        return SendcloudLists.Create(
            InfoOf(IntegrationVendor.Sendcloud, list),
            getPage,
            SendcloudLists.ToLinkPage,
            record => RecordFingerprint.Of(identify(record)),
            paging,
            ClientDiagnostics.WithoutLogger,
            cancellationToken);
    }

    /// <summary>
    /// A list that Sendcloud pages by the next link in the <c>Link</c> header, with pages of a type of your own. A page without
    /// <see cref="IApiPage.Response"/> is a <see cref="PagingException"/> after its records: the list would end in silence.
    /// </summary>
    /// <typeparam name="TPage">The kind of page.</typeparam>
    /// <typeparam name="T">The kind of record.</typeparam>
    /// <param name="list">
    /// The list's name, such as its path. Continuation tokens belong to it, so it names the account, too, where there are several. Spans
    /// and messages show it: it holds no secret.
    /// </param>
    /// <param name="getPage">
    /// Asks for one page, for example a method of an interface that <see cref="IVendorClientBuilder.AddApi{TApi}"/> added.
    /// </param>
    /// <param name="paging">How the list is read; <see langword="null"/> for the defaults.</param>
    /// <param name="cancellationToken">Cancels every enumeration.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value in <paramref name="paging"/> is out of range.</exception>
    /// <remarks>
    /// Put <c>[QueryConverter(typeof(SendcloudPageQueryConverter))]</c> on the parameter of your method that takes the query.
    /// </remarks>
    public static AsyncPageable<T> FollowLink<TPage, T>(
        string list,
        Func<SendcloudPageQuery, CancellationToken, Task<TPage>> getPage,
        PagingOptions? paging = null,
        CancellationToken cancellationToken = default)
        where TPage : class, IApiPage<T>
    {
        ArgumentNullException.ThrowIfNull(getPage);
        return SendcloudLists.Create(
            InfoOf(IntegrationVendor.Sendcloud, list),
            getPage,
            static page => new LinkPage<T>(
                page.Records,
                page.Response ?? ResponseInfo.Success,
                page.Response is null ? $"{typeof(TPage).Name}.Response is null, so whether there is a next page is not known." : null),
            static record => RecordFingerprint.Of(TPage.GetIdentity(record)),
            paging,
            ClientDiagnostics.WithoutLogger,
            cancellationToken);
    }

    private static WalkInfo InfoOf(IntegrationVendor vendor, string list)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(list);
        return new WalkInfo(vendor, list, $"{vendor} list {list}");
    }
}
