using System.Diagnostics;

namespace IntegrationLogs.Client.Diagnostics;

/// <content>Spans of such work are no part of its beginner's trace, and name that.</content>
internal static partial class OwnTrace
{
    public static ActivityLink[]? Links => Beginner.Value == default ? null : [new ActivityLink(Beginner.Value)];
}
