using Microsoft.Extensions.Options;

namespace IntegrationLogs.Client.Hosting;

/// <summary>A watch that is built of parts, and how many there are.</summary>
internal sealed class BuiltWatch
{
    public int Parts { get; set; }
}

/// <summary>Refuses a watch without any part: it would find nothing for nobody, and say so to nobody.</summary>
internal sealed class BuiltWatchValidator(string watchName) : IValidateOptions<BuiltWatch>
{
    public ValidateOptionsResult Validate(string? name, BuiltWatch options) => name != watchName || options.Parts > 0
        ? ValidateOptionsResult.Success
        : ValidateOptionsResult.Fail(
            $"{(watchName.Length == 0 ? "The watch without a name" : $"The watch '{watchName}'")} has no sink and no handler: add one to what "
            + "AddIntegrationLogsWatch returns, such as ToWebhook, or give it a handler.");
}
