using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace IntegrationLogs.Client.Tests;

/// <summary>
/// One C# block of the README, compiled as a project with implicit usings would compile it. Without a comment before it the block is a
/// whole file, top-level statements allowed. <c>&lt;!-- snippet: member --&gt;</c> puts it inside a class, and
/// <c>&lt;!-- snippet: body client, vendors --&gt;</c> inside a method with those parameters (<see cref="Parameters"/>). In these two, the
/// block's own usings move to the top and <see cref="AssumedUsings"/> are added.
/// </summary>
internal sealed partial record ReadmeSnippet(int Line, string Wrapping, string Code)
{
    private static readonly string[] AssumedUsings = ["IntegrationLogs.Client", "Microsoft.Extensions.DependencyInjection"];

    private static readonly Dictionary<string, string> Parameters = new()
    {
        ["builder"] = "IntegrationLogs.Client.IIntegrationLogsClientBuilder",
        ["cancellationToken"] = "System.Threading.CancellationToken",
        ["client"] = "IntegrationLogs.Client.IIntegrationLogsClient",
        ["configuration"] = "Microsoft.Extensions.Configuration.IConfiguration",
        ["readVault"] = "System.Func<System.Threading.CancellationToken, System.Threading.Tasks.Task<string>>",
        ["services"] = "Microsoft.Extensions.DependencyInjection.IServiceCollection",
        ["store"] = "IntegrationLogs.Client.ILogCheckpointStore",
        ["time"] = "System.TimeProvider",
        ["vendors"] = "IntegrationLogs.Client.Testing.FakeVendorServer",
    };

    public override string ToString() => $"README.md, line {Line}";

    /// <summary>Compiles the block; an error or a warning fails the test, with its line in the README.</summary>
    public Assembly Compile()
    {
        string source = Wrap();
        bool isProgram = CSharpSyntaxTree.ParseText(source).GetRoot().DescendantNodes().OfType<GlobalStatementSyntax>().Any();
        Compilation compilation = UserProject.Compile(
            $"ReadmeLine{Line}", isProgram ? OutputKind.ConsoleApplication : OutputKind.DynamicallyLinkedLibrary, [source]);

        using var image = new MemoryStream();
        string[] faults =
        [
            .. compilation.Emit(image).Diagnostics
                .Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)
                .Select(Describe),
        ];
        Assert.True(faults.Length == 0, string.Join('\n', faults));
        return Assembly.Load(image.ToArray());
    }

    private static string Describe(Diagnostic fault) =>
        $"README.md({fault.Location.GetMappedLineSpan().StartLinePosition.Line + 1}): {fault.GetMessage(CultureInfo.InvariantCulture)}";

    private string Wrap()
    {
        string line = $"#line {Line}\n";
        if (Wrapping.Length == 0)
        {
            return line + Code;
        }

        IEnumerable<string> usings = AssumedUsings
            .Select(name => $"using {name};")
            .Union(UsingDirective().Matches(Code).Select(match => match.Value));
        string top = string.Concat(usings.Select(directive => directive + "\n"));
        string rest = line + UsingDirective().Replace(Code, string.Empty);
        if (Wrapping == "member")
        {
            return $"{top}internal static class Snippet\n{{\n{rest}}}\n";
        }

        Assert.StartsWith("body ", Wrapping, StringComparison.Ordinal);
        string[] names = Wrapping["body ".Length..].Split(',', StringSplitOptions.TrimEntries);
        string parameters = string.Join(", ", names.Select(name => $"{Parameters[name]} {name}"));
        string result = Code.Contains("await ", StringComparison.Ordinal) ? "async Task" : "void";
        return $"{top}internal static class Snippet\n{{\npublic static {result} Run({parameters})\n{{\n{rest}}}\n}}\n";
    }

    [GeneratedRegex(@"^using [\w.]+;$", RegexOptions.Multiline)]
    private static partial Regex UsingDirective();
}
