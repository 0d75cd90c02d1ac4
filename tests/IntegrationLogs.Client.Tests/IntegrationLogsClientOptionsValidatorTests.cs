using IntegrationLogs.Client.Tests.Infrastructure;
using Microsoft.Extensions.Options;

namespace IntegrationLogs.Client.Tests;

public sealed class IntegrationLogsClientOptionsValidatorTests
{
    private static readonly TimeSpan OneDay = TimeSpan.FromDays(1);

    public static TheoryData<string, Action<IntegrationLogsClientOptions>> Faults => new()
    {
        { "ElasticPath, Sendcloud, Resilience and Paging must not be null", options => options.ElasticPath = null! },
        { "ElasticPath, Sendcloud, Resilience and Paging must not be null", options => options.Sendcloud = null! },
        { "ElasticPath, Sendcloud, Resilience and Paging must not be null", options => options.Resilience = null! },
        { "ElasticPath.BaseAddress '' must be an absolute address", options => options.ElasticPath.BaseAddress = null! },
        { "ElasticPath.BaseAddress '/v2' must be an absolute address", options => options.ElasticPath.BaseAddress = new Uri("/v2", UriKind.Relative) },
        { "ElasticPath.BaseAddress 'http://api.example.com/' must use https", options => options.ElasticPath.BaseAddress = new Uri("http://api.example.com") },
        { "ElasticPath.BaseAddress 'ftp://localhost' must use https", options => options.ElasticPath.BaseAddress = new Uri("ftp://localhost") },
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
        { "ElasticPath.Headers: the value of 'X-A' cannot be sent", options => options.ElasticPath.Headers["X-A"] = "canary\r\nX-Evil: 1" },
        { "ElasticPath.Headers: the value of 'X-A' cannot be sent", options => options.ElasticPath.Headers["X-A"] = "canary\n" },
        { "ElasticPath.Headers: the value of 'X-A' cannot be sent", options => options.ElasticPath.Headers["X-A"] = "canary\0" },
        { "ElasticPath.Headers: the value of 'X-A' cannot be sent", options => options.ElasticPath.Headers["X-A"] = "canary\u007f" },
        { "ElasticPath.Headers: the value of 'X-A' cannot be sent", options => options.ElasticPath.Headers["X-A"] = "canary Zürich" },
        { "ElasticPath.Headers: the value of 'X-A' cannot be sent", options => options.ElasticPath.Headers["X-A"] = "canary €" },
        { "ElasticPath.Headers: the value of 'X-A' cannot be sent", options => options.ElasticPath.Headers["X-A"] = null! },
        { "ElasticPath.Headers: 'X-Käse' is no header", options => options.ElasticPath.Headers["X-Käse"] = "canary" },
        { "ElasticPath.Headers: 'X-A' is no header", options => options.ElasticPath.Headers["X-A\n"] = "canary" },
        { "ElasticPath.ClientId begins or ends with white space", options => options.ElasticPath.ClientId = "client-canary\n" },
        { "ElasticPath.ClientSecret begins or ends with white space", options => options.ElasticPath.ClientSecret = "canary\n" },
        { "ElasticPath.ClientSecret begins or ends with white space", options => options.ElasticPath.ClientSecret = "canary\r\n" },
        { "ElasticPath.ClientSecret begins or ends with white space", options => options.ElasticPath.ClientSecret = "canary " },
        { "ElasticPath.ClientSecret begins or ends with white space", options => options.ElasticPath.ClientSecret = "\tcanary" },
        { "ElasticPath.ClientSecret begins or ends with white space", options => options.ElasticPath.ClientSecret = "\ufeffcanary" },
        { "ElasticPath.ClientSecret has a line break", options => options.ElasticPath.ClientSecret = "can\nary" },
        { "Sendcloud.PublicKey begins or ends with white space", options => options.Sendcloud.PublicKey = "canary\n" },
        { "Sendcloud.SecretKey begins or ends with white space", options => options.Sendcloud.SecretKey = "canary\n" },
        { "Sendcloud.ClientId begins or ends with white space", options => options.Sendcloud = new() { ClientId = "canary\n", ClientSecret = "secret" } },
        { "Sendcloud.ClientSecret begins or ends with white space", options => options.Sendcloud = new() { ClientId = "id", ClientSecret = "canary\n" } },
        { "Sendcloud.Scope begins or ends with white space", options => options.Sendcloud.Scope = "api\n" },
        { "ElasticPath.BaseAddress 'localhost:5000' has no scheme: http://localhost:5000?", options => options.ElasticPath.BaseAddress = Any("localhost:5000") },
        { "Sendcloud.BaseAddress '127.0.0.1:5000/api/v3' has no scheme: http://127.0.0.1:5000/api/v3?", options => options.Sendcloud.BaseAddress = Any("127.0.0.1:5000/api/v3") },
        { "ElasticPath.BaseAddress 'api.example.com' has no scheme: https://api.example.com?", options => options.ElasticPath.BaseAddress = Any("api.example.com") },
        { "Sendcloud.TokenEndpoint 'api.example.com:8443/token' has no scheme: https://api.example.com:8443/token?", options => options.Sendcloud.TokenEndpoint = Any("api.example.com:8443/token") },
        { "ElasticPath.BaseAddress 'api.example.com' has no scheme: https://api.example.com?", options => options.ElasticPath.BaseAddress = Any("user:canary@api.example.com") },
        { "ElasticPath.BaseAddress 'api.example.com' has no scheme: https://api.example.com?", options => options.ElasticPath.BaseAddress = Any("api.example.com?key=canary") },
        { "Sendcloud.BaseAddress 'localhost:5000' has no scheme: http://localhost:5000?", options => options.Sendcloud.BaseAddress = Any("can:ary@canary@localhost:5000#canary") },
        { "ElasticPath.BaseAddress '' must be an absolute address", options => options.ElasticPath.BaseAddress = Any("user:can?ary@api.example.com") },
        { "ElasticPath.BaseAddress 'http//localhost' must be an absolute address", options => options.ElasticPath.BaseAddress = Any("http//localhost") },
        { "ElasticPath.BaseAddress '[::1]:5000' has no scheme: http://[::1]:5000?", options => options.ElasticPath.BaseAddress = Any("[::1]:5000") },
        { "Sendcloud.TokenEndpoint '/token' must be an absolute address", options => options.Sendcloud.TokenEndpoint = Any("/token?canary") },
        { "Sendcloud.TokenEndpoint 'api.example.com", options => options.Sendcloud.TokenEndpoint = Any("ftp://canary:canary@api.example.com/?canary") },
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
        { "Sendcloud.Resilience.MaxRetries is 101", options => options.Sendcloud.Resilience = new() { MaxRetries = 101 } },
        { "ElasticPath.Resilience.TotalTimeout (00:00:05) must be", options => options.ElasticPath.Resilience = new() { TotalTimeout = TimeSpan.FromSeconds(5) } },
        { "ElasticPath, Sendcloud, Resilience and Paging must not be null", options => options.Paging = null! },
        { "Paging.PageSize is 101; it must be 1 to 100", options => options.Paging = new() { PageSize = 101 } },
        { "Paging.ReadAhead is -1; it must be 0 to 100", options => options.Paging = new() { ReadAhead = -1 } },
        { "ElasticPath.Paging.MaxPages is 0; it must be 1 or more", options => options.ElasticPath.Paging = new() { MaxPages = 0 } },
        { "Sendcloud.Paging.PageSize is 0", options => options.Sendcloud.Paging = new() { PageSize = 0 } },
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
        { "Resilience.MaxRateLimitWait is -00:00:00.0010000; it must be 00:00:00 to 1.00:00:00", options => options.Resilience.MaxRateLimitWait = Timeout.InfiniteTimeSpan },
        { "Resilience.MaxRateLimitWait is 1.00:00:00.0000001", options => options.Resilience.MaxRateLimitWait = OneDay + TimeSpan.FromTicks(1) },
        { "ElasticPath.RateLimit must not be null: set ElasticPath.RateLimit.Enabled to false", options => options.ElasticPath.RateLimit = null! },
        { "Sendcloud.RateLimit must not be null", options => options.Sendcloud.RateLimit = null! },
        { "ElasticPath.RateLimit.PermitLimit is 1000001; it must be 1 to 1000000", options => options.ElasticPath.RateLimit.PermitLimit = 1_000_001 },
        { "ElasticPath.RateLimit.Window is 00:00:00; it must be 00:00:00.0010000 to 1.00:00:00", options => options.ElasticPath.RateLimit.Window = TimeSpan.Zero },
        { "Sendcloud.RateLimit.Window is 1.00:00:00.0000001", options => options.Sendcloud.RateLimit.Window = OneDay + TimeSpan.FromTicks(1) },
        { "Sendcloud.RateLimit.Burst is 0; it must be 1 to Sendcloud.RateLimit.PermitLimit (1000)", options => options.Sendcloud.RateLimit.Burst = 0 },
        { "ElasticPath.RateLimit.Burst is 101; it must be 1 to ElasticPath.RateLimit.PermitLimit (100)", options => options.ElasticPath.RateLimit.Burst = 101 },
        { "ElasticPath.RateLimit.Burst is 5; it must be 1 to ElasticPath.RateLimit.PermitLimit (4)", options => options.ElasticPath.RateLimit.PermitLimit = 4 },
    };

    public static TheoryData<Action<IntegrationLogsClientOptions>> Edges => new()
    {
        _ => { },
        options => options.ElasticPath = new(),
        options => options.Sendcloud = new(),
        options => (options.ElasticPath, options.Sendcloud, options.AllowNoVendor) = (new(), new(), true),
        options => (options.ElasticPath.Resilience, options.Sendcloud.Paging) = (new(), new()),
        options => options.ElasticPath.ClientSecret = "with blanks inside, and letters: Zürich",
        options => options.ElasticPath.Headers["X-Tab"] = "a\tb ~",
        options => options.Sendcloud.Scope = "",
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
        options => options.Resilience.MaxRateLimitWait = TimeSpan.Zero,
        options => options.Resilience.MaxRateLimitWait = OneDay,
        options => (options.ElasticPath.RateLimit.PermitLimit, options.ElasticPath.RateLimit.Burst) = (1, 1),
        options => (options.Sendcloud.RateLimit.PermitLimit, options.Sendcloud.RateLimit.Burst) = (1_000_000, 1_000_000),
        options => options.Sendcloud.RateLimit.Window = TimeSpan.FromMilliseconds(1),
        options => options.Sendcloud.RateLimit.Window = OneDay,
        options => options.Sendcloud.RateLimit.Enabled = false,
    };

    private static Uri Any(string address) => new(address, UriKind.RelativeOrAbsolute);

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
