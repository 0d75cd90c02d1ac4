namespace IntegrationLogs.Client.Reliability.RetryMatrix;

/// <summary>One cell of the matrix: a fault with a <c>Retry-After</c>, met by a vendor's page or token request.</summary>
internal sealed record MatrixCell(MatrixRow Row, RetryAfterKind RetryAfter, IntegrationVendor Vendor, bool OnToken)
{
    public string Fault => Row.Fault;

    public MatrixExpectation Expected => OnToken ? Row.Post : Row.Get;

    public IReadOnlyList<TimeSpan> Waits => Expected.WaitsFor(RetryAfter);

    /// <summary>The status of the answer that fails, if it is an answer's status.</summary>
    public int? Status => int.TryParse(Fault, out int status) ? status : null;

    public bool UsesTls => Fault.StartsWith("TLS", StringComparison.Ordinal) || Fault == "name not known";

    /// <summary>Whether the fault comes before there is a connection to send a request on.</summary>
    public bool IsBeforeRequests => UsesTls || Fault == "refused";

    public string PageEndpoint => Vendor == IntegrationVendor.ElasticPath ? "GET /v2/integrations/logs" : "GET /integrations/logs";

    public string TokenEndpoint => Vendor == IntegrationVendor.ElasticPath ? "POST /oauth/access_token" : "POST /oauth2/token";

    /// <summary>Every fault with every <c>Retry-After</c>, for both vendors, each by the one row that tells of it.</summary>
    public static IReadOnlyList<MatrixCell> All() =>
    [
        .. from fault in RetryMatrixTable.Read().GroupBy(row => row.Fault)
           from kind in RetryAfterKind.All
           from vendor in Enum.GetValues<IntegrationVendor>()
           from onToken in new[] { false, true }
           select new MatrixCell(fault.Single(row => row.Covers(kind)), kind, vendor, onToken),
    ];

    public override string ToString() => $"{Fault}, Retry-After {RetryAfter.Name}, {(OnToken ? TokenEndpoint : PageEndpoint)}";
}
