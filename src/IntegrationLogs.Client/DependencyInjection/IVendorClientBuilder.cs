using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client;

/// <summary>
/// What can be added to one vendor's part of a registered client. As an <see cref="IHttpClientBuilder"/> it is the vendor's HTTP client:
/// handlers added here run inside retry and authentication, once for every attempt.
/// </summary>
public interface IVendorClientBuilder : IHttpClientBuilder
{
    /// <summary>The vendor.</summary>
    IntegrationVendor Vendor { get; }

    /// <summary>
    /// Registers a Refit interface of your own as a singleton, with the account's name as its key where the account has one. Its requests
    /// have this client's credentials, retries (GET and HEAD only), limits and exceptions. It may derive from
    /// <see cref="IElasticPathApi"/> or <see cref="ISendcloudApi"/>.
    /// </summary>
    /// <typeparam name="TApi">
    /// The interface. Its methods return <see cref="Task"/>, or a <see cref="Task{TResult}"/> of a type of this package, of text, or of a
    /// type in <paramref name="json"/>.
    /// </typeparam>
    /// <param name="json">
    /// Reads and writes your types, pages of your records among them: <c>[JsonSerializable(typeof(SendcloudPage&lt;MyRecord&gt;))]</c>.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The interface is none, Refit has generated no client for it, or one of its methods cannot work. The message names each method.
    /// </exception>
    /// <remarks>
    /// Set <c>RefitRequireGeneratedRequests</c> to <c>true</c> in your project: then a method that Refit cannot generate is the build error
    /// RF006. A method that has no result ignores what the vendor answers; any other throws an
    /// <see cref="ApiResponseFormatException"/> when the answer is empty.
    /// </remarks>
    IVendorClientBuilder AddApi<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.Interfaces)] TApi>(
        JsonSerializerContext? json = null)
        where TApi : class;

    /// <summary>
    /// Takes bearer tokens from wherever your function gets them. The vendor then needs no credentials in the settings. One token serves
    /// all callers: it is fetched once however many wait, kept until shortly before it expires, renewed ahead of time, and replaced when
    /// the vendor refuses it.
    /// </summary>
    /// <param name="fetch">Fetches a token. Its cancellation token is cancelled when the client is disposed of, by no caller.</param>
    /// <remarks>
    /// An <see cref="HttpRequestException"/> or <see cref="IOException"/> that it throws counts as a connection fault and is retried.
    /// Other exceptions reach the callers as they are. Without a token nothing is sent.
    /// </remarks>
    IVendorClientBuilder UseTokenSource(Func<CancellationToken, Task<AccessToken>> fetch);

    /// <summary>Takes bearer tokens from wherever your function gets them, with services of the container.</summary>
    /// <param name="fetch">
    /// Fetches a token. It gets the container's services, and a cancellation token that is cancelled when the client is disposed of.
    /// </param>
    /// <remarks>The rules are those of a function without services.</remarks>
    IVendorClientBuilder UseTokenSource(Func<IServiceProvider, CancellationToken, Task<AccessToken>> fetch);

    /// <summary>
    /// Takes bearer tokens from a provider of your own, which keeps and replaces them by itself. The vendor then needs no credentials in
    /// the settings. Where you only know how to fetch a token,
    /// <see cref="UseTokenSource(Func{CancellationToken, Task{AccessToken}})"/> does the rest.
    /// </summary>
    /// <param name="create">Makes the provider, once. It is disposed of with the client.</param>
    IVendorClientBuilder UseAccessTokenProvider(Func<IServiceProvider, IAccessTokenProvider> create);

    /// <summary>Takes bearer tokens from a provider that is there already, which may serve several clients.</summary>
    /// <param name="provider">The provider. It stays yours to dispose.</param>
    IVendorClientBuilder UseAccessTokenProvider(IAccessTokenProvider provider);
}
