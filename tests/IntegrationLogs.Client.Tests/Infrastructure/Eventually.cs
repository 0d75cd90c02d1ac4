namespace IntegrationLogs.Client.Tests.Infrastructure;

/// <summary>Waits, without a clock, for what another thread is about to do.</summary>
internal static class Eventually
{
    public static async Task IsTrueAsync(Func<bool> holds)
    {
        for (int i = 0; i < Effort.Yields; i++)
        {
            if (holds())
            {
                return;
            }

            await Task.Yield();
        }

        Assert.Fail("It never came true.");
    }
}
