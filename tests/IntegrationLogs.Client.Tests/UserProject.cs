using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace IntegrationLogs.Client.Tests;

/// <summary>Compiles sources as a user's project would: with the packages, and with the generators of Refit and System.Text.Json.</summary>
internal static class UserProject
{
    private static readonly string[] ImplicitUsings =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net.Http", "System.Threading", "System.Threading.Tasks",
    ];

    private static readonly CSharpParseOptions Language = new(LanguageVersion.Latest);

    // The assemblies of this process: the framework's, the packages' and the product's.
    private static readonly Lazy<MetadataReference[]> References = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Concat(
            [
                typeof(IntegrationLogsClient).Assembly.Location,
                typeof(IntegrationLogsWatchOptions).Assembly.Location,
                typeof(PostgresLogStore).Assembly.Location,
                typeof(global::IntegrationLogs.Client.Testing.FakeVendorServer).Assembly.Location,
            ])
            .DistinctBy(Path.GetFileName)
            .Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    private static readonly Lazy<AnalyzerFileReference[]> Analyzers = new(() =>
    [
        .. typeof(UserProject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Where(metadata => metadata.Key == "Generator")
            .Select(metadata => new AnalyzerFileReference(metadata.Value!, new Loader())),
    ]);

    /// <summary>The sources after the generators have run. Rules are errors where they are named.</summary>
    public static Compilation Compile(string name, OutputKind kind, IEnumerable<string> sources, params string[] errors)
    {
        var options = new CSharpCompilationOptions(
            kind,
            nullableContextOptions: NullableContextOptions.Enable,
            // Packages are built against older versions of the framework's assemblies; the SDK leaves that out, too.
            specificDiagnosticOptions:
            [
                new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress),
                .. errors.Select(rule => KeyValuePair.Create(rule, ReportDiagnostic.Error)),
            ]);
        IEnumerable<string> all = sources.Prepend(string.Concat(ImplicitUsings.Select(name => $"global using {name};\n")));
        CSharpCompilation compilation = CSharpCompilation.Create(
            name, all.Select(source => CSharpSyntaxTree.ParseText(source, Language)), References.Value, options);
        CSharpGeneratorDriver
            .Create(Analyzers.Value.SelectMany(analyzer => analyzer.GetGenerators(LanguageNames.CSharp)), parseOptions: Language)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out _);
        return generated;
    }

    /// <summary>What the analyzers of the packages say.</summary>
    public static async Task<ImmutableArray<Diagnostic>> AnalyzeAsync(Compilation compilation) =>
        await compilation
            .WithAnalyzers([.. Analyzers.Value.SelectMany(analyzer => analyzer.GetAnalyzers(LanguageNames.CSharp))])
            .GetAnalyzerDiagnosticsAsync();

    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        public void AddDependencyLocation(string fullPath)
        {
        }

        public Assembly LoadFromPath(string fullPath) => Assembly.LoadFrom(fullPath);
    }
}
