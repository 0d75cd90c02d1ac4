namespace FailureStore.CommandLine;

internal static class HelpText
{
    public const string Text = """
        Watches the integration logs of Elastic Path Commerce Cloud and Sendcloud and keeps their failures in a SQLite database.

        Usage: dotnet run --project samples/FailureStore -- [options]

          --database FILE         The database. It is made if it does not exist. Default: failures.db.
          --source NAME           Watch this list, such as ElasticPath, Sendcloud or Sendcloud/123. May come several times, and
                                  adds to what the database knows. Default: all logs of each vendor.
          --since TIME            Where sources that the database does not know begin: beginning, now, or a time such as
                                  2026-11-21T08:00Z. Those that it knows go on where they were. Default: beginning.
          --interval SECONDS      The time from one poll of a source to the next. Default: 60, of the fake vendors 2.
          --until-quiet           End once a poll of each source has found nothing new. Otherwise Ctrl-C ends it.
          --report                Show the failures in the database by integration and day, and ask no vendor for anything.
          --days N                Show the last N days that have failures. Default: 7.
          --help                  Show this.

        A failure and the checkpoint after it are stored in one transaction: each is stored exactly once, however the program
        ends. Messages and addresses are stored too, which may hold what a shop considers secret. They are never shown.

        Without credentials the logs come from fake vendors inside this program: those of the last days, and new ones every
        few seconds. With credentials in the environment the real vendors are watched, one or both:

          IntegrationLogs__ElasticPath__ClientId      IntegrationLogs__ElasticPath__ClientSecret
          IntegrationLogs__ElasticPath__BaseAddress   (default: https://useast.api.elasticpath.com)
          IntegrationLogs__Sendcloud__PublicKey       IntegrationLogs__Sendcloud__SecretKey

        Any other setting of IntegrationLogsClientOptions goes the same way, such as IntegrationLogs__Resilience__MaxRetries.

        Exit codes: 0 all went well, 1 a failure (one line on standard error), 2 wrong options, 130 ended by Ctrl-C.

        """;
}
