using Microsoft.Extensions.Hosting;

namespace Watch;

/// <summary>The host leaves signals to the program, which tells by its exit code which one ended it.</summary>
internal sealed class OwnSignals : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
