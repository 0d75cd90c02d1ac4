using ProtoBuf;

namespace IntegrationLogs.Client.Tests.Samples;

/// <summary>OTLP's request for logs, as far as the tests read it; the numbers are those of the protocol's schema.</summary>
[ProtoContract]
internal sealed class OtlpLogs
{
    [ProtoMember(1)]
    public List<OfResource> Resources { get; } = [];

    [ProtoContract]
    internal sealed class OfResource
    {
        [ProtoMember(2)]
        public List<OfScope> Scopes { get; } = [];
    }

    [ProtoContract]
    internal sealed class OfScope
    {
        [ProtoMember(1)]
        public Scope? Scope { get; set; }

        [ProtoMember(2)]
        public List<Record> Records { get; } = [];
    }

    [ProtoContract]
    internal sealed class Scope
    {
        [ProtoMember(1)]
        public string Name { get; set; } = string.Empty;
    }

    [ProtoContract]
    internal sealed class Record
    {
        [ProtoMember(1, DataFormat = DataFormat.FixedSize)]
        public ulong TimeUnixNano { get; set; }

        [ProtoMember(2)]
        public int SeverityNumber { get; set; }

        [ProtoMember(5)]
        public Value? Body { get; set; }

        [ProtoMember(6)]
        public List<Attribute> Attributes { get; } = [];

        [ProtoMember(11, DataFormat = DataFormat.FixedSize)]
        public ulong ObservedTimeUnixNano { get; set; }

        [ProtoMember(12)]
        public string EventName { get; set; } = string.Empty;

        public string? this[string key] => Attributes.Find(attribute => attribute.Key == key)?.Value?.Text;
    }

    [ProtoContract]
    internal sealed class Attribute
    {
        [ProtoMember(1)]
        public string Key { get; set; } = string.Empty;

        [ProtoMember(2)]
        public Value? Value { get; set; }
    }

    [ProtoContract]
    internal sealed class Value
    {
        [ProtoMember(1)]
        public string? Text { get; set; }

        [ProtoMember(3)]
        public long? Number { get; set; }
    }
}
