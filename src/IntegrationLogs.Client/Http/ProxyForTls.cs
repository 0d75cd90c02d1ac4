using System.Net;

namespace IntegrationLogs.Client.Http;

/// <summary>
/// A proxy for https only. Over http, which these clients speak with this machine alone, a proxy would get the credentials in clear.
/// </summary>
/// <param name="proxy">The proxy that was set; null for the one of the environment.</param>
internal sealed class ProxyForTls(IWebProxy? proxy) : IWebProxy
{
    private IWebProxy Proxy => proxy ?? HttpClient.DefaultProxy;

    public ICredentials? Credentials
    {
        get => Proxy.Credentials;
        set => Proxy.Credentials = value;
    }

    /// <summary>Changes a primary handler so, whoever has made it.</summary>
    public static void SetOn(HttpMessageHandler primary)
    {
        switch (primary)
        {
            case SocketsHttpHandler { Proxy: not ProxyForTls } handler:
                handler.Proxy = new ProxyForTls(handler.Proxy);
                break;
            case HttpClientHandler { Proxy: not ProxyForTls } handler:
                handler.Proxy = new ProxyForTls(handler.Proxy);
                break;
        }
    }

    public Uri? GetProxy(Uri destination) => IsBypassed(destination) ? null : Proxy.GetProxy(destination);

    public bool IsBypassed(Uri host) => host.Scheme == Uri.UriSchemeHttp || Proxy.IsBypassed(host);
}
