namespace QuickStart.CommandLine;

internal static class HelpText
{
    public const string Text = """
        Streams the integration logs of Elastic Path Commerce Cloud and Sendcloud and sums them up.

        Usage: dotnet run --project samples/QuickStart -- [options]

          --vendor elasticpath|sendcloud   Read one vendor only.
          --integration ID                 Read one integration only. A number is one of Sendcloud's, anything else one of
                                           Elastic Path's, unless --vendor says so.
          --take N                         Stop after N logs.
          --json                           Write one JSON object a line to standard output, {"vendor":…,"log":{…}}, and
                                           nothing else there.
          --help                           Show this.

        Without credentials the logs come from fake vendors inside this program, which fail on purpose: a 429, a connection
        reset inside a body, tokens that expire, logs that arrive while others are read.
        With credentials in the environment the real vendors are read, one or both:

          IntegrationLogs__ElasticPath__ClientId      IntegrationLogs__ElasticPath__ClientSecret
          IntegrationLogs__ElasticPath__BaseAddress   (default: https://useast.api.elasticpath.com)
          IntegrationLogs__Sendcloud__PublicKey       IntegrationLogs__Sendcloud__SecretKey

        Any other setting of IntegrationLogsClientOptions goes the same way, such as IntegrationLogs__Resilience__MaxRetries.

        Exit codes: 0 all went well, 1 a failure (one line on standard error), 2 wrong options, 130 ended by Ctrl-C.

        """;
}
