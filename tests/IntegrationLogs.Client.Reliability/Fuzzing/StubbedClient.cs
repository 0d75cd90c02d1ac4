using IntegrationLogs.Client.Reliability.Infrastructure;
using Microsoft.Extensions.DependencyInjection;

namespace IntegrationLogs.Client.Reliability.Fuzzing;

/// <summary>
/// A client under trial with all its handlers, over answers from memory. Its endpoints can be called one request at a time.
/// </summary>
internal sealed class StubbedClient : IAsyncDisposable
{
    public static readonly Uri Origin = new("https://vendors.example/");

    public StubbedClient(bool oauth = false, int maxRetries = 0)
    {
        IntegrationLogsClientOptions options = Trial.OptionsFor(Origin, oauth);
        options.Resilience.MaxRetries = maxRetries;
        Trial = Trial.Against(options, builder =>
        {
            Stub.PutUnder(builder);
            builder.ElasticPath.DecorateApi((_, api) => ElasticPath = api);
            builder.Sendcloud.DecorateApi((_, api) => Sendcloud = api);
        });
        _ = (Trial.Client.GetApi<IElasticPathApi>(), Trial.Client.GetApi<ISendcloudApi>());
    }

    public StubHandler Stub { get; } = new();

    public Trial Trial { get; }

    public IElasticPathApi ElasticPath { get; private set; } = null!;

    public ISendcloudApi Sendcloud { get; private set; } = null!;

    /// <summary>
    /// What the call throws. Every tenth is searched for secrets whole, of the others what they say: to print where it was thrown costs
    /// more than all the rest of a case.
    /// </summary>
    public async Task<Exception?> RecordAsync(FuzzCase fuzz, Func<Task> run)
    {
        if (fuzz.Number % 10 == 0)
        {
            return await Trial.RecordAsync(run);
        }

        Exception? thrown = await Record.ExceptionAsync(run);
        for (Exception? error = thrown; error is not null; error = error.InnerException)
        {
            Trial.Canary.Saw(error.Message);
        }

        return thrown;
    }

    public ValueTask DisposeAsync() => Trial.DisposeAsync();
}
