using System.Diagnostics.CodeAnalysis;
using System.Reflection;

namespace IntegrationLogs.Client.Http;

/// <summary>
/// How the results of an endpoint interface's methods are read, by the methods' names: Refit reads only what the handlers hand on, and
/// an answer whose JSON breaks off has to be found out inside the attempt.
/// </summary>
internal sealed class ResultReaders
{
    /// <summary>The request option that holds them.</summary>
    public const string Option = "IntegrationLogs.Client.ResultReaders";

    private static readonly HttpRequestOptionsKey<object> Key = new(Option);
    private static readonly HttpRequestOptionsKey<string> MethodKey = new(Refit.HttpRequestMessageOptions.MethodName);

    private readonly Dictionary<string, Func<PooledContent, object?>> _readers = [];

    private ResultReaders(IEnumerable<MethodInfo> methods, ResponseSerializer serializer)
    {
        foreach (IGrouping<string, Type> method in methods.GroupBy(method => method.Name, method => ResultOf(method.ReturnType)))
        {
            // Overloads with different results are read after the attempt, and text is not read at all.
            Type result = method.First();
            if (method.All(other => other == result) && result != typeof(string) && serializer.CanRead(result))
            {
                _readers.Add(method.Key, body => serializer.Read(result, body));
            }
        }
    }

    public static ResultReaders Of<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.Interfaces)] TApi>(
        ResponseSerializer serializer) => new(MethodsOf(typeof(TApi)), serializer);

    /// <summary>The reader for a request's result; null where none is read.</summary>
    public static Func<PooledContent, object?>? Find(HttpRequestMessage request) =>
        request.Options.TryGetValue(Key, out object? readers) && request.Options.TryGetValue(MethodKey, out string? method)
            ? ((ResultReaders)readers)._readers.GetValueOrDefault(method)
            : null;

    [UnconditionalSuppressMessage(
        "Trimming", "IL2070", Justification = "A method that was trimmed away is called by nobody, so its result is not read.")]
    private static IEnumerable<MethodInfo> MethodsOf(
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.Interfaces)] Type api) =>
        api.GetMethods().Concat(api.GetInterfaces().SelectMany(basis => basis.GetMethods()));

    private static Type ResultOf(Type task) => task.IsGenericType ? task.GetGenericArguments()[0] : task;
}
