using System.Globalization;
using IntegrationLogs.Client.Testing.Authentication;
using IntegrationLogs.Client.Testing.Http;
using IntegrationLogs.Client.Testing.Json;
using IntegrationLogs.Client.Testing.Records;

namespace IntegrationLogs.Client.Testing.Sendcloud;

internal sealed class SendcloudSite(
    FakeSendcloudOptions options, FakeVendor<SendcloudLog, SendcloudIntegration> held, Func<Uri> baseAddress) : IVendorSite
{
    private readonly SendcloudTokens _tokenEndpoint = new(options, held.Tokens);
    private readonly SendcloudPages<SendcloudLog> _logs =
        new(options, held.Logs, log => log.CreatedAt is null ? null : log.CreatedAtText, baseAddress);

    private readonly SendcloudPages<SendcloudIntegration> _integrations =
        new(options, held.Integrations, integration => integration.CreatedAtText, baseAddress);

    public IntegrationVendor Vendor => IntegrationVendor.Sendcloud;

    public VendorTraffic Traffic => held.Traffic;

    /// <summary>The vendor's lists as a server of this seed starts with them.</summary>
    public static FakeVendor<SendcloudLog, SendcloudIntegration> NewVendor(FakeSendcloudOptions options, int seed, TimeProvider time)
    {
        var clock = new VendorClock(time);
        DateTimeOffset newest = clock.NewestAtStart(options);
        var samples = new SendcloudSamples(seed, options.IntegrationCount, options.LogCount, newest);
        return new(
            options,
            clock,
            new TokenIssuer("sendcloud-", seed, time, options.TokenLifetime, options.RequestsPerToken),
            new VendorTraffic(time, clock, options),
            new FakeLogList<SendcloudLog>(SendcloudJson.Log, samples.Logs, new RecordTimes(clock, newest)),
            new FakeLogList<SendcloudIntegration>(SendcloudJson.Integration, samples.Integrations, new RecordTimes(clock, newest)));
    }

    // A client that follows a link lacking /api ends at /v3: the vendor's host answers that, too.
    public bool Owns(IncomingRequest request) => request.Segments is ["api" or "v3" or "oauth2", ..];

    public bool IsTokenRequest(IncomingRequest request) => request.Segments is ["oauth2", "token"] or ["oauth2", "token", ""];

    public Answer AnswerToken(IncomingRequest request) => _tokenEndpoint.Answer(request);

    public Answer? Refuse(IncomingRequest request)
    {
        bool accepted = options.Authentication == SendcloudAuthentication.Basic
            ? AuthorizationHeader.IsBasic(request.Authorization, options.PublicKey, options.SecretKey)
            : held.Tokens.Accepts(AuthorizationHeader.Bearer(request.Authorization));
        return accepted ? null : SendcloudErrors.Of(401, "These credentials are not known here.");
    }

    public Answer Error(int status) => status == 404 ? SendcloudErrors.NotFound() : SendcloudErrors.Of(status);

    public Answer AnswerPage(IncomingRequest request)
    {
        if (request.Method != "GET")
        {
            return Error(405);
        }

        return request.Segments switch
        {
            ["api", "v3", "integrations"] => _integrations.Answer(request, snapshot => snapshot.All),
            ["api", "v3", "integrations", "logs"] => _logs.Answer(request, snapshot => snapshot.All),
            ["api", "v3", "integrations", var id] when Find(id) is ListEntry<SendcloudIntegration> found =>
                Integration(found),
            ["api", "v3", "integrations", var id, "logs"] when Find(id)?.Record.Id is long known => _logs.Answer(
                request, snapshot => snapshot.Where($"logs/{id}", log => log.IntegrationId == known)),
            _ => SendcloudErrors.NotFound(),
        };
    }

    private static Answer Integration(ListEntry<SendcloudIntegration> found) =>
        new(200, WireJson.Write(found.Utf8, static (writer, utf8) =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("data");
            writer.WriteRawValue(utf8, skipInputValidation: true);
            writer.WriteEndObject();
        }));

    private ListEntry<SendcloudIntegration>? Find(string id) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out long number)
            ? held.Integrations.Current().Entries.FirstOrDefault(entry => entry.Record.Id == number)
            : null;
}
