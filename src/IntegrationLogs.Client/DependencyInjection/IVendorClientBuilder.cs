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
}
