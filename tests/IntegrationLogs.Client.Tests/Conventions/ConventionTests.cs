using System.Reflection;
using IntegrationLogs.Client.Testing;

namespace IntegrationLogs.Client.Tests.Conventions;

public class ConventionTests
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Assembly[] Products =
    [
        typeof(IIntegrationLogsClient).Assembly, typeof(IntegrationLogsWatchOptions).Assembly, typeof(PostgresLogStore).Assembly,
        typeof(FakeVendorServer).Assembly,
    ];

    /// <summary>The classes that are meant to be derived from, or are the root of others.</summary>
    private static readonly Type[] Extensible =
    [
        typeof(AsyncPageable<>), typeof(IntegrationLogsException), typeof(VendorApiException), typeof(FakeVendorOptions),
        typeof(IntegrationLogEntry),
        typeof(PollOptions), typeof(SinkOptions),
    ];

    [Fact]
    public void Public_classes_are_sealed_unless_they_are_meant_to_be_derived_from()
    {
        IEnumerable<Type> open = ExportedTypes().Where(type => type.IsClass && !type.IsSealed && !Extensible.Contains(type));

        Assert.Empty(open);
    }

    [Fact]
    public void Internal_classes_are_sealed_unless_another_derives_from_them()
    {
        Type[] all = [.. Products.SelectMany(product => product.GetTypes())];
        IEnumerable<Type> open = all.Where(type =>
            type.IsClass && !type.IsVisible && !type.IsSealed && !IsGenerated(type)
            && !all.Any(other => other.BaseType is Type b && (b == type || (b.IsGenericType && b.GetGenericTypeDefinition() == type))));

        Assert.Empty(open);
    }

    [Fact]
    public void Methods_that_return_something_to_await_end_in_Async()
    {
        IEnumerable<string> wrong = PublicMethods()
            .Where(method => IsAwaitable(method.ReturnType) && !method.Name.EndsWith("Async", StringComparison.Ordinal))
            .Select(Name)
            .Except(
            [
                "AsyncPageable`1.AsPages", "AsyncPageable`1.FromPages", "AsyncPageable`1.GetAsyncEnumerator",
                "AsyncPageable.FollowLink", "AsyncPageable.FollowOffset",
            ]);

        Assert.Empty(wrong);
    }

    [Fact]
    public void Methods_that_end_in_Async_return_something_to_await()
    {
        IEnumerable<string> wrong = PublicMethods()
            .Where(method => method.Name.EndsWith("Async", StringComparison.Ordinal) && !IsAwaitable(method.ReturnType))
            .Select(Name);

        Assert.Empty(wrong);
    }

    [Fact]
    public void A_token_of_cancellation_is_the_last_parameter_and_optional()
    {
        IEnumerable<string> wrong = PublicMethods()
            .Where(method => method.GetParameters() is { Length: > 0 } parameters
                && parameters.Any(parameter => parameter.ParameterType == typeof(CancellationToken))
                && !(parameters[^1].ParameterType == typeof(CancellationToken) && parameters[^1].HasDefaultValue))
            .Select(Name);

        Assert.Empty(wrong);
    }

    [Fact]
    public void Every_async_method_of_an_interface_takes_a_token_of_cancellation()
    {
        IEnumerable<string> wrong = PublicMethods()
            .Where(method => method.DeclaringType!.IsInterface && IsAwaitable(method.ReturnType)
                && method.GetParameters().All(parameter => parameter.ParameterType != typeof(CancellationToken)))
            .Select(Name);

        Assert.Empty(wrong);
    }

    [Theory]
    [InlineData("ElasticPath", "Sendcloud")]
    [InlineData("Sendcloud", "ElasticPath")]
    public void A_vendors_types_know_nothing_of_the_other_vendor(string vendor, string other)
    {
        IEnumerable<string> crossings = Products
            .SelectMany(product => product.GetTypes())
            .Where(type => type.Name.StartsWith(vendor, StringComparison.Ordinal) || type.Name.StartsWith("I" + vendor, StringComparison.Ordinal))
            .SelectMany(type => TypesUsedBy(type).Where(used => used.Name.Contains(other, StringComparison.Ordinal)).Select(used => $"{type} uses {used}"));

        Assert.Empty(crossings);
    }

    [Fact]
    public void Only_what_sends_requests_sees_HTTP_messages()
    {
        string[] senders = ["IntegrationLogs.Client.Http", "IntegrationLogs.Client.Http.Pacing", "IntegrationLogs.Client.Authentication", "IntegrationLogs.Client.Errors", "IntegrationLogs.Client.Diagnostics"];
        IEnumerable<string> wrong = typeof(IIntegrationLogsClient).Assembly.GetTypes()
            .Where(type => !senders.Contains(type.Namespace))
            .SelectMany(type => TypesUsedBy(type).Where(used => used == typeof(HttpResponseMessage) || used == typeof(HttpRequestMessage)).Select(_ => type.FullName!))
            .Distinct();

        Assert.Empty(wrong);
    }

    [Fact]
    public void About_half_of_the_types_are_internal()
    {
        Type[] all = [.. typeof(IIntegrationLogsClient).Assembly.GetTypes().Where(type => !IsGenerated(type))];

        Assert.True(all.Count(type => !type.IsVisible) >= all.Count(type => type.IsVisible));
    }

    private static IEnumerable<Type> ExportedTypes() => Products.SelectMany(product => product.GetExportedTypes());

    private static IEnumerable<MethodInfo> PublicMethods() => ExportedTypes()
        .SelectMany(type => type.GetMethods(Declared))
        .Where(method => (method.IsPublic || method.IsFamily) && !method.IsSpecialName && !method.Name.Contains('<', StringComparison.Ordinal));

    private static IEnumerable<Type> TypesUsedBy(Type type) => type.GetFields(Declared).Select(field => field.FieldType)
        .Concat(type.GetProperties(Declared).Select(property => property.PropertyType))
        .Concat(type.GetMethods(Declared).SelectMany(method => method.GetParameters().Select(p => p.ParameterType).Append(method.ReturnType)))
        .SelectMany(used => used.IsGenericType ? used.GetGenericArguments().Append(used) : [used]);

    private static bool IsAwaitable(Type type) =>
        typeof(Task).IsAssignableFrom(type)
        || (type.IsGenericType && type.GetGenericTypeDefinition() is Type generic
            && (generic == typeof(ValueTask<>) || generic == typeof(IAsyncEnumerable<>) || generic == typeof(IAsyncEnumerator<>) || generic == typeof(AsyncPageable<>)))
        || type == typeof(ValueTask);

    private static bool IsGenerated(Type type) =>
        type.IsDefined(typeof(System.Runtime.CompilerServices.CompilerGeneratedAttribute), inherit: false)
        || type.FullName!.Contains('<', StringComparison.Ordinal)
        || type.Namespace is null or "Microsoft.CodeAnalysis" or "System.Runtime.CompilerServices";

    private static string Name(MethodInfo method) => $"{method.DeclaringType!.Name}.{method.Name}";
}
