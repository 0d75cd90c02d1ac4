namespace Watch.CommandLine;

internal static class HelpText
{
    public const string Text = """
        Watches the integration logs of Elastic Path Commerce Cloud and Sendcloud and prints each failure as it comes.

        Usage: dotnet run --project samples/Watch -- [options] [source …]

          source                A list of logs: ElasticPath or Sendcloud, with /ID behind for those of one integration.
                                Default: all logs of each vendor there are credentials for.
          --checkpoint FILE     Where to keep how far it is. Default: watch.checkpoint in the current directory, and
                                watch-fake.checkpoint for the fake vendors.
          --interval SECONDS    The time from one poll of a source to the next. Default: 60, and 2 for the fake vendors.
          --back SECONDS        Where no checkpoint says more, begin so long ago. Default: 60.
          --for SECONDS         End after this time.
          --entries N           End after N logs, failures or not.
          --json                Write one JSON object for each failure to standard output, {"vendor":…,"log":{…}}, and
                                nothing else there.
          --help                Show this.

        It runs until Ctrl-C. However it ends, kill -9 included, the next run goes on from the checkpoint: each log comes
        once, and again only if it was being printed at a kill. Remove the file to begin anew.

        Without credentials the logs come from fake vendors inside this program. They follow from the clock, so that each
        run sees the same, and what came while none ran. Some come late, some at once, some requests fail, and Sendcloud
        is down for ten seconds of each minute. With credentials in the environment the real vendors are watched, one or
        both:

          IntegrationLogs__ElasticPath__ClientId      IntegrationLogs__ElasticPath__ClientSecret
          IntegrationLogs__ElasticPath__BaseAddress   (default: https://useast.api.elasticpath.com)
          IntegrationLogs__Sendcloud__PublicKey       IntegrationLogs__Sendcloud__SecretKey

        Any other setting of IntegrationLogsClientOptions goes the same way, such as IntegrationLogs__Resilience__MaxRetries.

        Exit codes: 0 ended by --for or --entries, 1 a failure (one line on standard error), 2 wrong options,
        130 ended by Ctrl-C.

        """;
}
