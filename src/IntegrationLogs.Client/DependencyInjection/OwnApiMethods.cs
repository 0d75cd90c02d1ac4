using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using IntegrationLogs.Client.Http;
using IntegrationLogs.Client.Sendcloud;
using Refit;

namespace IntegrationLogs.Client.DependencyInjection;

/// <summary>Finds at registration what would fail at the first call of an interface of a user's own.</summary>
internal static class OwnApiMethods
{
    private static readonly Type[] Ours = [typeof(IElasticPathApi), typeof(ISendcloudApi)];

    /// <summary>What Refit hands on unread: the pooled body behind it would be given back too late or too early.</summary>
    private static readonly Type[] Unread = [typeof(HttpResponseMessage), typeof(HttpContent), typeof(Stream)];

    /// <summary>Bodies that Refit sends without a serializer.</summary>
    private static readonly Type[] SentAsIs = [typeof(string), typeof(Stream), typeof(HttpContent)];

    /// <returns>The names of the methods that return nothing.</returns>
    /// <exception cref="ArgumentException">A method cannot work, or there is no generated client.</exception>
    public static HashSet<string> Check<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.Interfaces)] TApi>(
        ResponseSerializer serializer)
        where TApi : class
    {
        Type api = typeof(TApi);
        if (!api.IsInterface)
        {
            throw new ArgumentException($"{api} is no interface, so Refit generates no client for it.");
        }

        MethodInfo[] methods = [.. MethodsOf(api)];
        string[] faults =
        [
            .. methods.SelectMany(method => FaultsOf(method, serializer).Select(fault => $"{api.Name}.{method.Name} {fault}")),
        ];
        if (faults.Length > 0)
        {
            throw new ArgumentException(string.Join(" ", faults));
        }

        RequireGenerated<TApi>();
        return [.. methods.Where(method => HasNoResult(method.ReturnType)).Select(method => method.Name)];
    }

    [UnconditionalSuppressMessage(
        "Trimming", "IL2070", Justification = "A method that was trimmed away is called by nobody, so it needs no check.")]
    private static IEnumerable<MethodInfo> MethodsOf(
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicMethods | DynamicallyAccessedMemberTypes.Interfaces)] Type api) =>
        api.GetMethods().Concat(api.GetInterfaces().Except(Ours).SelectMany(basis => basis.GetMethods()))
            .Where(method => method.IsAbstract && !method.IsStatic);

    private static IEnumerable<string> FaultsOf(MethodInfo method, ResponseSerializer serializer)
    {
        if (FaultOfResult(method.ReturnType, serializer) is string fault)
        {
            yield return fault;
        }

        foreach (ParameterInfo parameter in method.GetParameters())
        {
            if (parameter.ParameterType == typeof(SendcloudPageQuery)
                && parameter.GetCustomAttribute<QueryConverterAttribute>() is null)
            {
                yield return $"has the parameter '{parameter.Name}' without "
                    + $"[QueryConverter(typeof({nameof(SendcloudPageQueryConverter)}))], so that a cursor would not be sent as it came.";
            }

            if (parameter.GetCustomAttribute<BodyAttribute>() is not null
                && !SentAsIs.Any(type => type.IsAssignableFrom(parameter.ParameterType))
                && !serializer.CanWrite(parameter.ParameterType))
            {
                yield return $"sends a {NameOf(parameter.ParameterType)}, which nothing writes: {HowToAdd(parameter.ParameterType)}.";
            }
        }
    }

    private static string? FaultOfResult(Type result, ResponseSerializer serializer)
    {
        if (HasNoResult(result))
        {
            return null;
        }

        Type? kind = result.IsGenericType ? result.GetGenericTypeDefinition() : null;
        if (kind != typeof(Task<>) && kind != typeof(ValueTask<>))
        {
            return $"returns {NameOf(result)}: return a Task, or a Task of what the vendor answers.";
        }

        Type content = result.GetGenericArguments()[0];
        if (content == typeof(string) || serializer.CanRead(content))
        {
            return null;
        }

        return Unread.Contains(content) || typeof(IApiResponse).IsAssignableFrom(content)
            ? $"returns a {NameOf(content)}: return the answer's content itself; a page's Response has status and headers."
            : $"returns a {NameOf(content)}, which nothing reads: {HowToAdd(content)}.";
    }

    private static bool HasNoResult(Type result) => result == typeof(Task) || result == typeof(ValueTask);

    private static void RequireGenerated<TApi>()
    {
        using var http = new HttpClient { BaseAddress = new Uri("http://localhost") };
        try
        {
            RestService.ForGenerated<TApi>(http);
        }
        catch (InvalidOperationException error)
        {
            throw new ArgumentException(
                $"Refit has generated no client for {typeof(TApi)}. Add the package Refit to the project that declares the interface, and "
                + "give each method an attribute such as [Get].",
                error);
        }
    }

    private static string HowToAdd(Type type) =>
        $"add [JsonSerializable(typeof({NameOf(type)}))] to the JsonSerializerContext that AddApi is given";

    private static string NameOf(Type type) => type.IsGenericType
        ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>"
        : type.Name;
}
