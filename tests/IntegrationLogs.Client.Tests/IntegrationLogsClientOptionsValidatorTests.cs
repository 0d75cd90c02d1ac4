using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.Options;

namespace IntegrationLogs.Client.Tests;

public sealed class IntegrationLogsClientOptionsValidatorTests
{
    private static readonly TimeSpan OneDay = TimeSpan.FromDays(1);

    public static TheoryData<string, Action<IntegrationLogsClientOptions>> Faults => new()
    {
        { "ElasticPath, Sendcloud and Resilience must not be null", options => options.ElasticPath = null! },
        { "ElasticPath, Sendcloud and Resilience must not be null", options => options.Sendcloud = null! },
        { "ElasticPath, Sendcloud and Resilience must not be null", options => options.Resilience = null! },
        { "ElasticPath.BaseAddress '' must be an absolute address", options => options.ElasticPath.BaseAddress = null! },
        { "ElasticPath.BaseAddress '/v2' must be an absolute address", options => options.ElasticPath.BaseAddress = new Uri("/v2", UriKind.Relative) },
        { "ElasticPath.BaseAddress 'http://api.example.com/' must use https", options => options.ElasticPath.BaseAddress = new Uri("http://api.example.com") },
        { "ElasticPath.BaseAddress 'ftp://localhost/' must use https", options => options.ElasticPath.BaseAddress = new Uri("ftp://localhost") },
        { "must have no query", options => options.ElasticPath.BaseAddress = new Uri("https://api.example.com/?key=canary") },
        { "must have no query", options => options.ElasticPath.BaseAddress = new Uri("https://api.example.com/#canary") },
        { "must have no query, no fragment and no user name", options => options.ElasticPath.BaseAddress = new Uri("https://user:canary@api.example.com/") },
        { "ElasticPath.BaseAddress 'https://api.example.com/v2' must not end in /v2", options => options.ElasticPath.BaseAddress = new Uri("https://api.example.com/v2") },
        { "must not end in /v2", options => options.ElasticPath.BaseAddress = new Uri("https://api.example.com/v2/") },
        { "ElasticPath.ClientSecret is missing: ElasticPath.ClientId is given", options => options.ElasticPath.ClientSecret = null },
        { "ElasticPath.ClientSecret is missing", options => options.ElasticPath.ClientSecret = " " },
        { "ElasticPath.ClientId is missing: ElasticPath.ClientSecret is given", options => options.ElasticPath.ClientId = "" },
        { "ElasticPath.Headers: 'Authorization' is no header", options => options.ElasticPath.Headers["Authorization"] = "canary" },
        { "ElasticPath.Headers: 'host' is no header", options => options.ElasticPath.Headers["host"] = "canary" },
        { "ElasticPath.Headers: 'a b' is no header", options => options.ElasticPath.Headers["a b"] = "canary" },
        { "ElasticPath.Headers: '' is no header", options => options.ElasticPath.Headers[""] = "canary" },
        { "ElasticPath.Headers: 'Content-Type' is no header", options => options.ElasticPath.Headers["Content-Type"] = "canary" },
        { "ElasticPath.Headers: 'X-A' is no header", options => options.ElasticPath.Headers["X-A"] = "canary\r\nX-Evil: 1" },
        { "ElasticPath.Headers: 'X-A' is no header", options => options.ElasticPath.Headers["X-A"] = null! },
        { "Sendcloud.BaseAddress 'http://panel.example/' must use https", options => options.Sendcloud.BaseAddress = new Uri("http://panel.example") },
        { "Sendcloud.TokenEndpoint 'http://panel.example/' must use https", options => options.Sendcloud.TokenEndpoint = new Uri("http://panel.example") },
        { "Sendcloud.TokenEndpoint '' must be an absolute address", options => options.Sendcloud.TokenEndpoint = null! },
        { "Sendcloud.SecretKey is missing: Sendcloud.PublicKey is given", options => options.Sendcloud.SecretKey = null },
        { "Sendcloud.PublicKey is missing: Sendcloud.SecretKey is given", options => options.Sendcloud.PublicKey = null },
        { "Sendcloud.ClientSecret is missing: Sendcloud.ClientId is given", options => options.Sendcloud.ClientId = "id" },
        { "Sendcloud.ClientId is missing: Sendcloud.ClientSecret is given", options => options.Sendcloud.ClientSecret = "canary" },
        { "must not be given together", options => (options.Sendcloud.ClientId, options.Sendcloud.ClientSecret) = ("id", "canary") },
        { "Sendcloud.PublicKey must not contain a colon", options => options.Sendcloud.PublicKey = "public:key" },
        { "Resilience.MaxRetries is -1; it must be 0 to 100", options => options.Resilience.MaxRetries = -1 },
        { "Resilience.MaxRetries is 101", options => options.Resilience.MaxRetries = 101 },
        { "Resilience.BaseDelay is -00:00:01; it must not be negative", options => options.Resilience.BaseDelay = TimeSpan.FromSeconds(-1) },
        { "Resilience.MaxDelay is 00:00:00.4000000; it must be at least Resilience.BaseDelay", options => options.Resilience.MaxDelay = TimeSpan.FromMilliseconds(400) },
        { "Resilience.MaxDelay is 1.00:00:00.0000001", options => options.Resilience.MaxDelay = OneDay + TimeSpan.FromTicks(1) },
        { "Resilience.AttemptTimeout is 00:00:00", options => options.Resilience.AttemptTimeout = TimeSpan.Zero },
        { "Resilience.AttemptTimeout is -00:00:00.0010000", options => options.Resilience.AttemptTimeout = Timeout.InfiniteTimeSpan },
        { "Resilience.TotalTimeout is 2.00:00:00", options => options.Resilience.TotalTimeout = OneDay * 2 },
        { "Resilience.TotalTimeout (00:00:05) must be at least Resilience.AttemptTimeout (00:00:15)", options => options.Resilience.TotalTimeout = TimeSpan.FromSeconds(5) },
        { "Resilience.MaxResponseBytes is 1023; it must be 1024 to 1073741824", options => options.Resilience.MaxResponseBytes = 1023 },
        { "Resilience.MaxResponseBytes is 1073741825", options => options.Resilience.MaxResponseBytes = (1024 * 1024 * 1024) + 1 },
        { "Resilience.MaxResponseBytes is -1", options => options.Resilience.MaxResponseBytes = -1 },
    };

    public static TheoryData<Action<IntegrationLogsClientOptions>> Edges => new()
    {
        _ => { },
        options => options.ElasticPath = new(),
        options => options.Sendcloud = new(),
        options => (options.ElasticPath, options.Sendcloud) = (new(), new()),
        options => options.ElasticPath.BaseAddress = new Uri("https://gateway.example/elastic/path/"),
        options => options.ElasticPath.BaseAddress = new Uri("https://gateway.example/v23"),
        options => options.ElasticPath.BaseAddress = new Uri("http://localhost:5000"),
        options => options.Sendcloud.BaseAddress = new Uri("http://127.0.0.1:5000/api/v3"),
        options => options.Sendcloud.BaseAddress = new Uri("http://[::1]:5000/api/v3"),
        options => options.ElasticPath.Headers["EP-Org-ID"] = "organisation",
        options => options.ElasticPath.Headers["X-Empty"] = "",
        options => options.Sendcloud = new() { ClientId = "a:b", ClientSecret = "secret", Scope = null },
        options => (options.Resilience.MaxRetries, options.Resilience.BaseDelay) = (0, TimeSpan.Zero),
        options => options.Resilience.MaxRetries = 100,
        options => options.Resilience.MaxDelay = options.Resilience.BaseDelay = OneDay,
        options => options.Resilience.AttemptTimeout = TimeSpan.FromMilliseconds(10),
        options => options.Resilience.AttemptTimeout = options.Resilience.TotalTimeout = OneDay,
        options => options.Resilience.MaxResponseBytes = 1024,
        options => options.Resilience.MaxResponseBytes = 1024 * 1024 * 1024,
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_fault_is_told_by_the_settings_name(string expected, Action<IntegrationLogsClientOptions> spoil)
    {
        IntegrationLogsClientOptions options = TestOptions.Good();
        spoil(options);

        var error = Assert.Throws<OptionsValidationException>(() => IntegrationLogsClient.Create(options));

        Assert.Contains(expected, Assert.Single(error.Failures), StringComparison.Ordinal);
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("client-secret", error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret-key", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Edges))]
    public void What_is_allowed_just_so_is_no_fault(Action<IntegrationLogsClientOptions> change)
    {
        IntegrationLogsClientOptions options = TestOptions.Good();
        change(options);

        using IntegrationLogsClient client = IntegrationLogsClient.Create(options);

        Assert.NotNull(client);
    }

    [Fact]
    public void All_faults_are_told_at_once()
    {
        var options = new IntegrationLogsClientOptions
        {
            ElasticPath = { BaseAddress = new Uri("http://api.example.com/v2"), ClientId = "id" },
            Sendcloud = { SecretKey = "canary", ClientId = "id", TokenEndpoint = new Uri("token", UriKind.Relative) },
            Resilience = { MaxRetries = -1, BaseDelay = OneDay * 3, AttemptTimeout = OneDay * 2, MaxResponseBytes = 0 },
        };

        var error = Assert.Throws<OptionsValidationException>(() => IntegrationLogsClient.Create(options));

        string[] names =
        [
            "ElasticPath.BaseAddress 'http", "must not end in /v2", "ElasticPath.ClientSecret is missing", "Sendcloud.TokenEndpoint",
            "Sendcloud.PublicKey is missing", "Sendcloud.ClientSecret is missing", "Resilience.MaxRetries", "Resilience.MaxDelay",
            "Resilience.AttemptTimeout is", "Resilience.TotalTimeout (", "Resilience.MaxResponseBytes",
        ];
        Assert.All(names, name => Assert.Contains(name, error.Message, StringComparison.Ordinal));
        Assert.Equal(names.Length, error.Failures.Count());
        Assert.DoesNotContain("canary", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_of_another_name_are_not_its_business()
    {
        var options = new IntegrationLogsClientOptions { Resilience = null! };

        Assert.True(new IntegrationLogsClientOptionsValidator("mine").Validate("yours", options).Skipped);
        Assert.True(new IntegrationLogsClientOptionsValidator("mine").Validate("mine", options).Failed);
    }
}
