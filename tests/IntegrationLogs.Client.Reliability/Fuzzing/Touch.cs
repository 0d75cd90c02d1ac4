using System.Collections;
using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;

namespace IntegrationLogs.Client.Reliability.Fuzzing;

/// <summary>Does with a record all that a user can: reads every property, looks into every raw value, compares and prints.</summary>
internal static class Touch
{
    private static readonly ConcurrentDictionary<Type, PropertyInfo[]> Properties = new();

    public static void All(object? value)
    {
        switch (value)
        {
            case null or string or ValueType and not RawJson:
                break;
            case RawJson raw:
                Raw(raw);
                break;
            case IReadOnlyDictionary<string, RawJson> fields:
                foreach ((string name, RawJson field) in fields)
                {
                    Assert.Equal(field, fields[name]);
                    Raw(field);
                }

                break;
            case IEnumerable many:
                foreach (object? item in many)
                {
                    All(item);
                }

                break;
            default:
                foreach (PropertyInfo property in Properties.GetOrAdd(value.GetType(), type => type.GetProperties()))
                {
                    All(property.GetValue(value));
                }

                Assert.DoesNotContain('\n', value.ToString()!);
                Assert.True(value.Equals(value));
                _ = value.GetHashCode();
                break;
        }
    }

    private static void Raw(RawJson raw)
    {
        Assert.Equal(raw.Kind, raw.ToElement().ValueKind);
        Assert.Equal(raw.Kind == JsonValueKind.String, raw.AsText() is not null);
        Assert.Equal(raw.Utf8.Span, System.Text.Encoding.UTF8.GetBytes(raw.GetRawText()));
        Assert.True(raw.Kind == JsonValueKind.Undefined || raw == RawJson.Parse(raw.GetRawText()));
        _ = $"{raw}{raw.GetHashCode()}{raw.HasValue}";
    }
}
