using IntegrationLogs.Client.Reliability.Infrastructure;
using IntegrationLogs.Client.Testing;

namespace IntegrationLogs.Client.Reliability.PositionMatrix;

/// <summary>One fault at one vendor, with one read-ahead. The server's forms change from cell to cell.</summary>
internal sealed record Cell(int Number, BodyFault Fault, IntegrationVendor Vendor, int ReadAhead)
{
    public PagingOptions Paging => new() { ReadAhead = ReadAhead, PageSize = Number % 2 == 0 ? null : 11 };

    public static IEnumerable<Cell> All()
    {
        int number = 0;
        return
            from round in Enumerable.Range(0, Form.Of(1, 7))
            from fault in BodyFault.All
            from vendor in Enum.GetValues<IntegrationVendor>()
            from readAhead in Form.Of<int[]>([0, 1, 8], [0, 1, 2, 8, 100])
            select new Cell(number++, fault, vendor, readAhead);
    }

    public void Configure(FakeVendorServerOptions server)
    {
        server.Seed = Number + 1;
        server.ElasticPath.LogCount = server.Sendcloud.LogCount = 40 + (Number % 11);
        server.ElasticPath.DefaultPageSize = server.Sendcloud.DefaultPageSize = 10;
        server.ElasticPath.Envelope = Pick<ElasticPathEnvelope>(Number);
        server.ElasticPath.LinkForm = Pick<ElasticPathLinkForm>(Number / 4);
        server.ElasticPath.NullLinks = Number % 3 == 0;
        server.Sendcloud.LinkForm = Pick<SendcloudLinkForm>(Number);
        server.Sendcloud.Cursor = Pick<SendcloudCursor>(Number / 7);
        server.Sendcloud.Authentication = Pick<SendcloudAuthentication>(Number / 3);
        server.ElasticPath.Order = server.Sendcloud.Order = Pick<LogOrder>(Number / 5);
        // Of a compressed body that stalls, no one could say how much the client has read.
        server.ElasticPath.Compression = server.Sendcloud.Compression =
            Fault.Stalls ? FakeCompression.None : Pick<FakeCompression>(Number / 2);
    }

    public override string ToString() => $"{Fault}, {Vendor}, read-ahead {ReadAhead}, cell {Number}";

    private static T Pick<T>(int number)
        where T : struct, Enum
    {
        T[] values = Enum.GetValues<T>();
        return values[number % values.Length];
    }
}
