using System.Text.Json;

namespace IntegrationLogs.Client.Hosting;

/// <summary>Posts Adaptive Cards to a workflow's webhook of Teams: a card for each batch, with a container for each event.</summary>
internal sealed class TeamsSink(SinkHttp http, ChatSinkOptions options) : IIntegrationLogsSink
{
    /// <summary>A message takes 28 KB.</summary>
    public const int MostContainers = 10;

    public Task WriteAsync(SinkBatch batch, CancellationToken cancellationToken = default)
    {
        byte[] body = EventJson.Of(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("type", "message");
            writer.WriteStartArray("attachments");
            writer.WriteStartObject();
            writer.WriteString("contentType", "application/vnd.microsoft.card.adaptive");
            writer.WriteNull("contentUrl");
            writer.WriteStartObject("content");
            writer.WriteString("$schema", "http://adaptivecards.io/schemas/adaptive-card.json");
            writer.WriteString("type", "AdaptiveCard");
            writer.WriteString("version", "1.4");
            writer.WriteStartArray("body");
            foreach (ChatMessage message in ChatMessage.Of(batch, options.Fields))
            {
                WriteContainer(writer, message);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
        return http.PostAsync(body, "application/json; charset=utf-8", _ => { }, cancellationToken);
    }

    private static void WriteContainer(Utf8JsonWriter writer, ChatMessage message)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "Container");
        writer.WriteString("style", message.Mood switch { ChatMood.Bad => "attention", ChatMood.Good => "good", _ => "default" });
        writer.WriteStartArray("items");
        WriteText(writer, (message.Title, true));
        foreach ((string name, string value) in message.Facts)
        {
            WriteText(writer, ($"{name}: ", true), (value, false));
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Runs of text, because those are the ones that Teams shows as they are: it reads no Markdown and no mention in them.</summary>
    private static void WriteText(Utf8JsonWriter writer, params ReadOnlySpan<(string Text, bool IsBold)> runs)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "RichTextBlock");
        writer.WriteStartArray("inlines");
        foreach ((string text, bool isBold) in runs)
        {
            writer.WriteStartObject();
            writer.WriteString("type", "TextRun");
            writer.WriteString("text", text);
            if (isBold)
            {
                writer.WriteString("weight", "bolder");
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
