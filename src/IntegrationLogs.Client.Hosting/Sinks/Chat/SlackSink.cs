using System.Text;
using System.Text.Json;

namespace IntegrationLogs.Client.Hosting;

/// <summary>Posts to an incoming webhook of Slack: a section of a message for each event.</summary>
internal sealed class SlackSink(SinkHttp http, ChatSinkOptions options) : IIntegrationLogsSink
{
    /// <summary>A message takes 50 blocks.</summary>
    public const int MostBlocks = 50;

    /// <summary>A section takes 3,000 characters.</summary>
    private const int LongestSection = 3_000;

    public Task WriteAsync(SinkBatch batch, CancellationToken cancellationToken = default)
    {
        ChatMessage[] messages = [.. ChatMessage.Of(batch, options.Fields)];
        byte[] body = EventJson.Of(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("text", string.Join('\n', messages.Select(message => Escape(message.Title))));
            writer.WriteStartArray("blocks");
            foreach (ChatMessage message in messages)
            {
                WriteSection(writer, TextOf(message));
            }

            writer.WriteEndArray();
            writer.WriteBoolean("unfurl_links", false);
            writer.WriteEndObject();
        });
        return http.PostAsync(body, "application/json; charset=utf-8", _ => { }, cancellationToken);
    }

    /// <summary>Text that Slack shows as it is: it takes no link, no mention and no address of a person of it.</summary>
    public static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (char c in text)
        {
            _ = c switch
            {
                '&' => escaped.Append("&amp;"),
                '<' => escaped.Append("&lt;"),
                '>' => escaped.Append("&gt;"),

                // A character without width, so that @channel calls nobody and *, _, ~ and ` format nothing.
                '@' or '*' or '_' or '~' or '`' => escaped.Append(c).Append('\u200B'),
                _ => escaped.Append(c),
            };
        }

        return escaped.ToString();
    }

    private static string TextOf(ChatMessage message)
    {
        string sign = message.Mood switch
        {
            ChatMood.Bad => ":red_circle: ",
            ChatMood.Good => ":large_green_circle: ",
            _ => string.Empty,
        };
        var text = new StringBuilder($"{sign}*{Escape(message.Title)}*");
        foreach ((string name, string value) in message.Facts)
        {
            string line = $"\n{name}: {Escape(value)}";
            if (text.Length + line.Length <= LongestSection)
            {
                text.Append(line);
            }
        }

        return text.ToString();
    }

    private static void WriteSection(Utf8JsonWriter writer, string text)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "section");
        writer.WriteStartObject("text");
        writer.WriteString("type", "mrkdwn");
        writer.WriteString("text", text);
        writer.WriteBoolean("verbatim", true);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
