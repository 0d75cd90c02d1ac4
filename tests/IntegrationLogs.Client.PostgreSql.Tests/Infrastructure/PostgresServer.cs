using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace IntegrationLogs.Client.PostgreSql.Tests.Infrastructure;

/// <summary>
/// PostgreSQL as a process of its own, with its data in a folder of its own and a port that the system chose. It ends with this process,
/// however that ends: a shell beside it waits for the end of the input that only this process holds open.
/// </summary>
internal sealed class PostgresServer : IAsyncDisposable
{
    public const string Password = "postgres-secret-canary";

    private const string Shell = "sh";
    private const int PortsToTry = 5;

    /// <summary>A shell's script that runs its arguments, on a leash. It lets no client finish: the data is thrown away.</summary>
    private const string Leash = """
        exec 3<&0
        (cat <&3; kill -QUIT "$$") >/dev/null 2>&1 &
        exec "$@" 3<&- </dev/null
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly DirectoryInfo _folder;
    private readonly string[] _settings;
    private Process? _process;
    private int _port;

    private PostgresServer(DirectoryInfo folder, string[] settings) => (_folder, _settings) = (folder, settings);

    /// <summary>The newest server's programs that are installed as Debian does it; null where there is none.</summary>
    public static string? Programs { get; } = Directory.Exists("/usr/lib/postgresql")
        ? Directory.GetDirectories("/usr/lib/postgresql")
            .OrderByDescending(path => int.TryParse(Path.GetFileName(path), out int version) ? version : 0)
            .Select(path => Path.Combine(path, "bin"))
            .FirstOrDefault(path => File.Exists(Path.Combine(path, "initdb")) && File.Exists(Path.Combine(path, "postgres")))
        : null;

    public string ConnectionString => ConnectionTo("postgres");

    public int Port => _port;

    private string Data => Path.Combine(_folder.FullName, "data");

    /// <summary>The server refuses to run as root.</summary>
    private static string[] AsUser(params string[] command) => Environment.IsPrivilegedProcess
        ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", .. command]
        : command;

    public string ConnectionTo(string database, string user = "postgres", string password = Password) =>
        $"Host=127.0.0.1;Port={_port};Database={database};Username={user};Password={password};Timeout=15";

    /// <param name="settings">Settings of the server, such as <c>fsync=off</c>.</param>
    public static async Task<PostgresServer> StartAsync(params string[] settings)
    {
        var server = new PostgresServer(Directory.CreateTempSubdirectory("postgres-"), settings);
        try
        {
            string passwordFile = Path.Combine(server._folder.FullName, "password");
            await File.WriteAllTextAsync(passwordFile, Password);
            if (Environment.IsPrivilegedProcess)
            {
                await RunAsync("chown", "-R", "postgres", server._folder.FullName);
            }

            await RunAsync(AsUser(
                Path.Combine(Programs!, "initdb"), "-D", server.Data, "-U", "postgres", "--auth=scram-sha-256", $"--pwfile={passwordFile}",
                "--encoding=UTF8", "--locale=C", "--no-sync"));
            for (int i = 1; ; i++)
            {
                server._port = FreePort();
                try
                {
                    await server.RestartAsync();
                    return server;
                }
                catch (InvalidOperationException) when (i < PortsToTry)
                {
                    // Somebody else was given the port in between.
                }
            }
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it as a crash does: no client is told, and the next start recovers from its log.</summary>
    public async Task CrashAsync()
    {
        await RunAsync(AsUser(Path.Combine(Programs!, "pg_ctl"), "stop", "-m", "immediate", "-D", Data));
        await EndAsync();
    }

    /// <summary>Starts it again on its port.</summary>
    public async Task RestartAsync()
    {
        string[] settings =
        [
            "listen_addresses=127.0.0.1", $"port={_port}", "unix_socket_directories=", "max_connections=60", "lc_messages=C", .. _settings,
        ];
        string[] command = AsUser(
            [Path.Combine(Programs!, "postgres"), "-D", Data, .. settings.SelectMany(setting => (string[])["-c", setting])]);
        var ready = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var said = new StringBuilder();
        _process = new Process
        {
            StartInfo = new ProcessStartInfo(Shell, ["-c", Leash, "postgres", .. command])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            },
        };
        _process.OutputDataReceived += (_, _) => { };
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data?.Contains("database system is ready to accept connections", StringComparison.Ordinal) is true)
            {
                ready.TrySetResult();
            }
            else if (!ready.Task.IsCompleted)
            {
                said.AppendLine(line.Data);
            }
        };
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Task ended = _process.WaitForExitAsync();
        if (await Task.WhenAny(ready.Task, ended).WaitAsync(Patience) == ended)
        {
            await EndAsync();
            throw new InvalidOperationException($"postgres has ended: {said}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _folder.Delete(recursive: true);
    }

    private static async Task RunAsync(params string[] command)
    {
        using var process = Process.Start(new ProcessStartInfo(command[0], command[1..])
        {
            WorkingDirectory = "/",
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        string errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync().WaitAsync(Patience);
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', command)} failed: {errors}{await output}");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task EndAsync()
    {
        if (_process is not null)
        {
            _process.StandardInput.Close();
            await _process.WaitForExitAsync().WaitAsync(Patience);
            _process.Dispose();
            _process = null;
        }
    }
}
