using Microsoft.Extensions.Options;

namespace IntegrationLogs.Client.Tests.Feed;

public sealed class WatchOptionsValidatorTests
{
    private static readonly WatchOptionsValidator Validator = new();

    [Fact]
    public void The_defaults_are_right() => Assert.True(Validator.Validate("any", new WatchOptions()).Succeeded);

    [Fact]
    public void Every_fault_is_named_with_its_value_and_its_range()
    {
        ValidateOptionsResult result = Validator.Validate(
            name: null, new WatchOptions { PageSize = 0, Jitter = 1.5, Start = null!, PollInterval = TimeSpan.Zero });

        Assert.Equal(
            [
                "Jitter is 1.5; it must be 0 to 1.",
                "PageSize is 0; it must be 2 to 100.",
                "PollInterval is 00:00:00; it must be more than zero and at most 24 days.",
                "Start is null; it must be set.",
            ],
            result.Failures!.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void There_are_no_options_to_leave_out() =>
        Assert.Throws<ArgumentNullException>("options", () => Validator.Validate(name: null, null!));
}
