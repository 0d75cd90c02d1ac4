namespace IntegrationLogs.Client.Testing.Http;

/// <summary>What is a vendor's own: its endpoints, its credentials, its way of putting errors.</summary>
internal interface IVendorSite
{
    IntegrationVendor Vendor { get; }

    VendorTraffic Traffic { get; }

    bool Owns(IncomingRequest request);

    bool IsTokenRequest(IncomingRequest request);

    Answer AnswerToken(IncomingRequest request);

    /// <summary>Null when the credentials count; otherwise the answer that refuses them.</summary>
    Answer? Refuse(IncomingRequest request);

    Answer AnswerPage(IncomingRequest request);

    Answer Error(int status);
}
