namespace IntegrationLogs.Client.Testing.Faults;

internal enum FaultKind
{
    OtherAnswer,
    ResetBeforeHeaders,
    ResetInsideBody,
    Truncate,
    StallBeforeHeaders,
    Stall,
    Dribble,
}
