namespace IntegrationLogs.Client.Paging;

/// <summary>What a span tells of one page of a walk.</summary>
internal interface IWalkPage
{
    int Count { get; }

    ResponseInfo Response { get; }
}
