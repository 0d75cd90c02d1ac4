namespace IntegrationLogs.Client.Reliability.PositionMatrix;

internal enum Position
{
    First,
    Middle,
    Last,
}
