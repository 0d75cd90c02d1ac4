using System.Globalization;
using System.Text.Json;

namespace IntegrationLogs.Client.Diagnostics;

/// <summary>What telemetry calls an error, by OpenTelemetry's conventions: few different names, and the most telling.</summary>
internal static class ErrorTypes
{
    /// <summary>The status of a refusal, what the network failed at (such as <c>name_resolution_error</c>), or else the type.</summary>
    public static string Of(Exception error)
    {
        if (error is VendorApiException refused)
        {
            return ((int)refused.StatusCode).ToString(CultureInfo.InvariantCulture);
        }

        for (Exception? cause = error; cause is not null; cause = cause.InnerException)
        {
            if (cause is HttpRequestException { HttpRequestError: not HttpRequestError.Unknown } request)
            {
                return JsonNamingPolicy.SnakeCaseLower.ConvertName(request.HttpRequestError.ToString());
            }
        }

        return error is ApiConnectionException { IsTimeout: true } ? "timeout" : error.GetType().FullName!;
    }

    /// <summary>
    /// What went wrong in words, for logs. Messages of ours are made for that, but for what a vendor said: that, and what others say, can
    /// hold anything.
    /// </summary>
    public static string ReasonOf(Exception error) => error switch
    {
        VendorApiException refused => string.Create(
            CultureInfo.InvariantCulture, $"{refused.Vendor} answered {(int)refused.StatusCode} ({refused.StatusCode}) to {refused.Endpoint ?? "a request"}"),
        IntegrationLogsException => error.Message,
        _ => error.GetType().Name,
    };
}
