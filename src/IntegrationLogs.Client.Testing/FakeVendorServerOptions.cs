namespace IntegrationLogs.Client.Testing;

/// <summary>What a <see cref="FakeVendorServer"/> holds and how it behaves. Read once, when the server starts.</summary>
public sealed class FakeVendorServerOptions
{
    /// <summary>Whether the server speaks https, with a certificate made for it.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool UseHttps { get; set; }

    /// <summary>What ids and contents are made from: the same seed gives the same answers, byte for byte.</summary>
    /// <value>Default: 1.</value>
    public int Seed { get; set; } = 1;

    /// <summary>The time by which tokens expire, rate limits reset and answers wait. The records' times do not depend on it.</summary>
    /// <value>Default: <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; set; } = TimeProvider.System;

    /// <summary>
    /// Called for each page request with good credentials, before the records are read: what it inserts or removes shows in the
    /// answer. What it throws is answered with 500.
    /// </summary>
    /// <value>Default: <see langword="null"/>.</value>
    public Action<RecordedRequest>? BeforeAnswer { get; set; }

    /// <summary>Elastic Path's part.</summary>
    public FakeElasticPathOptions ElasticPath { get; } = new();

    /// <summary>Sendcloud's part.</summary>
    public FakeSendcloudOptions Sendcloud { get; } = new();

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(TimeProvider);
        ElasticPath.Validate();
        Sendcloud.Validate();
    }
}
