using System.Diagnostics;
using System.Globalization;

namespace IntegrationLogs.Client.Diagnostics;

/// <summary>The package's spans: how they begin, and how they fail.</summary>
internal static class Spans
{
    public static readonly ActivitySource Source = new(ClientDiagnostics.Name, ClientDiagnostics.Version);

    /// <summary>
    /// Begins a span: a trace of its own, with a link to its beginner, for work that outlives the call that began it.
    /// </summary>
    public static Activity? Start(string name, ActivityKind kind)
    {
        if (!Source.HasListeners())
        {
            return null;
        }

        ActivityLink? beginner = OwnTrace.LinkToBeginner();
        return Source.StartActivity(kind, links: beginner is ActivityLink link ? [link] : null, name: name);
    }

    /// <summary>Marks a span as failed, unless who waited for its work has just left.</summary>
    public static void Fail(Activity? span, Exception error, CancellationToken cancellationToken)
    {
        if (!(error is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            Fail(span, TypeOf(error));
        }
    }

    public static void Fail(Activity? span, string errorType)
    {
        span?.SetTag(TagNames.ErrorType, errorType);
        span?.SetStatus(ActivityStatusCode.Error);
    }

    public static string TypeOf(int status) => status.ToString(CultureInfo.InvariantCulture);

    private static string TypeOf(Exception error) =>
        error is VendorApiException refused ? TypeOf((int)refused.StatusCode) : error.GetType().FullName!;
}
