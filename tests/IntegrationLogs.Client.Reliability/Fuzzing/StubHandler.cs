using System.Net;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.Reliability.Fuzzing;

/// <summary>Stands where sockets would be: a client's innermost handler, which answers from memory and keeps no request.</summary>
internal sealed class StubHandler : HttpMessageHandler
{
    private static readonly byte[] Token = """{"access_token":"canary-token","expires_in":3600,"token_type":"Bearer"}"""u8.ToArray();

    /// <summary>Answers what is no token request.</summary>
    public Func<HttpRequestMessage, HttpResponseMessage> Answer { get; set; } = _ => new HttpResponseMessage(HttpStatusCode.NotFound);

    /// <summary>Answers token requests.</summary>
    public Func<HttpResponseMessage> AnswerToken { get; set; } = () => Respond(Token);

    public static HttpResponseMessage Respond(byte[] body, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new ByteArrayContent(body) };

    /// <summary>Puts it under both vendors' clients.</summary>
    public void PutUnder(IIntegrationLogsClientBuilder builder)
    {
        builder.ElasticPath.ConfigurePrimaryHttpMessageHandler(() => this);
        builder.Sendcloud.ConfigurePrimaryHttpMessageHandler(() => this);
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = request.Method == HttpMethod.Post ? AnswerToken() : Answer(request);
        response.RequestMessage = request;
        return Task.FromResult(response);
    }
}
