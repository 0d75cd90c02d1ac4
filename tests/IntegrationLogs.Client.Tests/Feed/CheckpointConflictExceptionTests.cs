namespace IntegrationLogs.Client.Tests.Feed;

public sealed class CheckpointConflictExceptionTests
{
    [Theory]
    [InlineData("7", "9", "'a.json' has version 9, and version 7 was expected.")]
    [InlineData(null, "9", "'a.json' has version 9, and no checkpoint was expected.")]
    [InlineData("7", null, "'a.json' has no checkpoint, and version 7 was expected.")]
    public void It_names_the_store_both_versions_and_what_to_do(string? expected, string? actual, string versions)
    {
        var error = new CheckpointConflictException("'a.json'", expected, actual);

        Assert.Equal((expected, actual), (error.ExpectedVersion, error.ActualVersion));
        Assert.Equal(
            $"The checkpoint was not stored: {versions} Another watch may use the same store: give each a store of its own. To go on from "
            + "what is stored, load it again.",
            error.Message);
    }
}
