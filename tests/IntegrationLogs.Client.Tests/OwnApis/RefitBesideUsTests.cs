using Microsoft.CodeAnalysis;

namespace IntegrationLogs.Client.Tests.OwnApis;

/// <summary>What a user's compiler says of Refit beside this package.</summary>
public sealed class RefitBesideUsTests
{
    [Fact]
    public void A_file_can_import_both_namespaces()
    {
        const string source = """
            using IntegrationLogs.Client;
            using Refit;

            public static class Calls
            {
                public static async Task<string> TryAsync(ISendcloudApi ours, Func<Task> theirs)
                {
                    try
                    {
                        await ours.GetLogsAsync();
                        await theirs();
                        return "fine";
                    }
                    catch (VendorApiException error)
                    {
                        return $"the vendor refused: {error.StatusCode}";
                    }
                    catch (ApiException error)
                    {
                        return $"Refit says: {error.StatusCode}";
                    }
                }
            }
            """;

        Compilation compilation = UserProject.Compile("Both", OutputKind.DynamicallyLinkedLibrary, [source]);

        Assert.Empty(compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
    }

    /// <summary><c>RefitRequireGeneratedRequests</c> makes an error of RF006, and of nothing else.</summary>
    [Fact]
    public async Task A_method_that_Refit_cannot_generate_is_the_build_error_RF006()
    {
        const string source = """
            using Refit;

            public interface IMine
            {
                [Get("/query-map")]
                Task<string> SearchAsync(object filters);

                [Get("/settings")]
                Task<string> GetSettingsAsync();
            }
            """;
        Compilation compilation = UserProject.Compile("Reflected", OutputKind.DynamicallyLinkedLibrary, [source], "RF006");

        Diagnostic fault = Assert.Single(await UserProject.AnalyzeAsync(compilation));

        Assert.Equal(("RF006", DiagnosticSeverity.Error), (fault.Id, fault.Severity));
        Assert.Contains("SearchAsync", fault.GetMessage(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }
}
