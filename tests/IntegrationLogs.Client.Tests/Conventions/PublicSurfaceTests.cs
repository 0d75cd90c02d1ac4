using IntegrationLogs.Client.Testing;

namespace IntegrationLogs.Client.Tests.Conventions;

/// <summary>
/// What users see changes on purpose or not at all. After a change that is meant, copy the surface that the failing test wrote beside
/// the test assembly over the snapshot in this folder.
/// </summary>
public class PublicSurfaceTests
{
    [Theory]
    [InlineData(typeof(IIntegrationLogsClient))]
    [InlineData(typeof(IntegrationLogsWatchOptions))]
    [InlineData(typeof(PostgresLogStore))]
    [InlineData(typeof(FakeVendorServer))]
    public void The_public_surface_is_the_one_in_the_snapshot(Type anyType)
    {
        string name = $"PublicSurface.{anyType.Assembly.GetName().Name}.txt";
        string surface = PublicSurface.Of(anyType.Assembly);
        File.WriteAllText(Path.Combine(AppContext.BaseDirectory, name), surface);

        string snapshot = Infrastructure.Resources.Read(name);

        Assert.Equal(snapshot.ReplaceLineEndings("\n"), surface);
    }
}
