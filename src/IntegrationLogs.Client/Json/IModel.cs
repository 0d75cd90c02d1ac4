using System.Text.Json;

namespace IntegrationLogs.Client.Json;

/// <summary>A type that reads itself from an object and writes itself as one.</summary>
internal interface IModel<T>
    where T : IModel<T>
{
    static abstract T Read(ref ObjectReader json);

    void Write(Utf8JsonWriter writer);
}
