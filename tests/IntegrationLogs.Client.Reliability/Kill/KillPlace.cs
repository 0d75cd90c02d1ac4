namespace IntegrationLogs.Client.Reliability.Kill;

/// <summary>What a watcher is doing when it is killed.</summary>
internal enum KillPlace
{
    /// <summary>It has hardly begun.</summary>
    Start,

    /// <summary>It has written a line: anything can follow it.</summary>
    Line,

    /// <summary>It has sent a request.</summary>
    Request,

    /// <summary>It has had half of an answer.</summary>
    Answer,

    /// <summary>It is between an entry and its checkpoint.</summary>
    Delivery,
}
