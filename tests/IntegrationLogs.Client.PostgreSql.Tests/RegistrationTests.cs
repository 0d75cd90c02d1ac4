using IntegrationLogs.Client.PostgreSql.Tests.Infrastructure;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Npgsql;

namespace IntegrationLogs.Client.PostgreSql.Tests;

/// <summary>The stores of a container's watches.</summary>
[Collection(SharedServer.Name)]
public sealed class RegistrationTests(PostgresFixture postgres)
{
    private const string Unreachable = "Host=127.0.0.1;Port=1;Password=canary";

    [Fact]
    public async Task Each_watch_has_one_store_under_its_name_and_the_one_without_a_name_has_no_key()
    {
        await using ServiceProvider provider = new ServiceCollection().AddIntegrationLogsPostgres(Unreachable).BuildServiceProvider();

        ILogCheckpointStore store = provider.GetRequiredService<ILogCheckpointStore>();
        Assert.Same(store, provider.GetRequiredService<ILogStore>());
        Assert.Same(store, provider.GetRequiredKeyedService<ILogCheckpointStore>(string.Empty));
        Assert.Same(provider.GetRequiredKeyedService<ILogCheckpointStore>("nl"), provider.GetRequiredKeyedService<ILogStore>("nl"));
        Assert.Equal(
            "PostgresLogStore of the watch 'nl' in schema 'integration_logs'", $"{provider.GetRequiredKeyedService<ILogStore>("nl")}");
        Assert.Equal("PostgresLogStore of the watch without a name in schema 'integration_logs'", $"{store}");
    }

    [Fact]
    public async Task A_store_with_a_watchs_own_name_as_its_key_comes_before()
    {
        var own = new InMemoryLogCheckpointStore();
        await using ServiceProvider provider = new ServiceCollection()
            .AddKeyedSingleton<ILogCheckpointStore>("own", own)
            .AddIntegrationLogsPostgres(Unreachable)
            .BuildServiceProvider();

        Assert.Same(own, provider.GetRequiredKeyedService<ILogCheckpointStore>("own"));
        Assert.IsType<PostgresLogStore>(provider.GetRequiredKeyedService<ILogCheckpointStore>("other"));
    }

    [PostgresFact]
    public async Task The_containers_database_is_used_and_left_open()
    {
        await using TestSchema schema = postgres.NewSchema();
        await using NpgsqlDataSource source = NpgsqlDataSource.Create(schema.Server.ConnectionString);
        await using (ServiceProvider provider = new ServiceCollection()
            .AddSingleton(source)
            .AddIntegrationLogsPostgres(options => options.Schema = schema.Name)
            .BuildServiceProvider())
        {
            await provider.GetRequiredKeyedService<ILogStore>("nl").SaveAsync(new SampleWatch().FindBatch(2), expectedVersion: null);
        }

        Assert.Equal(2, await schema.CountAsync());
        await using NpgsqlConnection connection = await source.OpenConnectionAsync();
        await using var store = new PostgresLogStore(source, new PostgresLogStoreOptions { Schema = schema.Name, WatchName = "nl" });
        Assert.Equal("1", (await store.LoadAsync())!.Version);
    }

    [PostgresFact]
    public async Task A_section_says_where_and_how()
    {
        await using TestSchema schema = postgres.NewSchema();
        IConfiguration section = Section(
            ("ConnectionString", schema.Server.ConnectionString), ("Schema", schema.Name), ("CommandTimeout", "00:01:00"),
            ("StorePayloads", "false"), ("Retention", "90.00:00:00"));
        await using ServiceProvider provider = new ServiceCollection().AddIntegrationLogsPostgres(section).BuildServiceProvider();
        PostgresLogStoreOptions options = provider.GetRequiredService<IOptions<PostgresLogStoreOptions>>().Value;
        await provider.GetRequiredService<ILogStore>().SaveAsync(new SampleWatch().FindBatch(1), expectedVersion: null);

        Assert.Equal(
            (schema.Name, TimeSpan.FromMinutes(1), false, TimeSpan.FromDays(90)),
            (options.Schema, options.CommandTimeout, options.StorePayloads, options.Retention));
        Assert.Equal(1, await schema.CountAsync());
    }

    public static TheoryData<Action<IServiceCollection>, string> Faults => new()
    {
        { services => services.AddIntegrationLogsPostgres(), "ConnectionString is empty: write Host=…" },
        { services => services.AddIntegrationLogsPostgres(Unreachable, options => options.Schema = "pg_x"), "Schema is 'pg_x'" },
        {
            services => services.AddIntegrationLogsPostgres(Section(("ConnectionString", Unreachable), ("Shema", "x"))),
            "Store:Shema is no setting: did you mean Schema?"
        },
        {
            services => services.AddIntegrationLogsPostgres(Section(("ConnectionString", Unreachable), ("Retention", "90"))),
            "Store:Retention is '90': write a time such as 90.00:00:00, or Never."
        },
        {
            services => services.AddIntegrationLogsPostgres(Section(("ConnectionString", Unreachable), ("WatchName", "x"))),
            "Store:WatchName is no setting: "
        },
        {
            services => services.AddIntegrationLogsPostgres(new ConfigurationBuilder().Build().GetSection("Store")),
            "The configuration section 'Store' is missing or empty."
        },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_wrong_setting_fails_the_hosts_start(Action<IServiceCollection> add, string message)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        add(builder.Services);
        using IHost host = builder.Build();

        var error = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.StartsWith(message, error.Failures.First(), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_second_database_is_refused()
    {
        IServiceCollection services = new ServiceCollection().AddIntegrationLogsPostgres(Unreachable);

        var error = Assert.Throws<ArgumentException>(() => services.AddIntegrationLogsPostgres(Unreachable));

        Assert.StartsWith("There is a database already", error.Message, StringComparison.Ordinal);
    }

    private static IConfigurationSection Section(params (string Key, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create<string, string?>($"Store:{setting.Key}", setting.Value)))
        .Build()
        .GetSection("Store");
}
