using Microsoft.Extensions.Options;

namespace IntegrationLogs.Client;

/// <summary>Checks <see cref="WatchOptions"/> that are part of settings of your own, and reports every fault by the option's name.</summary>
public sealed class WatchOptionsValidator : IValidateOptions<WatchOptions>
{
    /// <summary>Checks options.</summary>
    /// <param name="name">The options' name, which does not matter.</param>
    /// <param name="options">The options.</param>
    /// <returns>
    /// One text for each option that is out of its range, such as <c>PageSize is 0; it must be 2 to 100.</c>
    /// </returns>
    public ValidateOptionsResult Validate(string? name, WatchOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        string[] faults =
        [
            .. WatchOptions.FaultsOf(options)
                .Select(fault => FormattableString.Invariant($"{fault.Name} is {fault.Value ?? "null"}; it must be {fault.Range}.")),
        ];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }
}
