using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace IntegrationLogs.Client.Reliability.RetryMatrix;

/// <summary>A certificate that nobody trusts who is not told to.</summary>
internal static class MatrixCertificate
{
    private static readonly DateTimeOffset NotBefore = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Lazy<X509Certificate2> Made = new(Make);

    public static X509Certificate2 Own => Made.Value;

    private static X509Certificate2 Make()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=integration-logs.invalid", key, HashAlgorithmName.SHA256);
        using X509Certificate2 made = request.CreateSelfSigned(NotBefore, NotBefore.AddYears(100));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), password: null);
    }
}
