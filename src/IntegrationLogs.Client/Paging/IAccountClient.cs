namespace IntegrationLogs.Client.Paging;

/// <summary>A client that knows whose lists it reads.</summary>
internal interface IAccountClient
{
    WalkAccount Account { get; }
}
