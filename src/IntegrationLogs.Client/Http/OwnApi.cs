namespace IntegrationLogs.Client.Http;

/// <summary>What the handlers are to know of requests of an interface of a user's own.</summary>
/// <param name="BasePath">The path of the vendor's base address.</param>
/// <param name="WithoutResult">The names of the methods that return nothing, so that an empty response is what they expect.</param>
internal sealed record OwnApi(string BasePath, IReadOnlySet<string> WithoutResult)
{
    /// <summary>The request option that holds it.</summary>
    public const string Option = "IntegrationLogs.Client.OwnApi";

    private static readonly HttpRequestOptionsKey<object> Key = new(Option);
    private static readonly HttpRequestOptionsKey<string> MethodKey = new(Refit.HttpRequestMessageOptions.MethodName);

    public static OwnApi? Of(HttpRequestMessage request) => request.Options.TryGetValue(Key, out object? own) ? (OwnApi)own : null;

    /// <summary>Whether the method that a request belongs to returns nothing.</summary>
    public bool ReturnsNothing(HttpRequestMessage request) =>
        request.Options.TryGetValue(MethodKey, out string? method) && WithoutResult.Contains(method);
}
