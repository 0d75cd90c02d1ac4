namespace IntegrationLogs.Client.Json;

/// <summary>
/// Which known fields came as an explicit null, so that a record is written back as it was read. Takes no part in equality: to a
/// reader a null and a missing field are the same.
/// </summary>
internal readonly struct ExplicitNulls : IEquatable<ExplicitNulls>
{
    private readonly uint _fields;

    private ExplicitNulls(uint fields) => _fields = fields;

    public bool IsEmpty => _fields == 0;

    public bool Contains(int field) => (_fields & (1u << field)) != 0;

    public ExplicitNulls With(int field) => new(_fields | (1u << field));

    public bool Equals(ExplicitNulls other) => true;

    public override bool Equals(object? obj) => obj is ExplicitNulls;

    public override int GetHashCode() => 0;
}
