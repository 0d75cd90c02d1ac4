using System.Net;

namespace IntegrationLogs.Client.Testing;

/// <summary>What a <see cref="FakeVendorServer"/> holds and how it behaves. Read once, when the server starts.</summary>
public sealed class FakeVendorServerOptions
{
    /// <summary>Whether the server speaks https, with a certificate made for it.</summary>
    /// <value>Default: <see langword="false"/>.</value>
    public bool UseHttps { get; set; }

    /// <summary>The port on the loopback address; 0 lets the system choose one that is free.</summary>
    /// <value>Default: 0.</value>
    public int Port { get; set; }

    /// <summary>
    /// What ids and contents are made from: the same seed gives the same records. Their times depend on
    /// <see cref="FakeVendorOptions.NewestLogAt"/>: with that set, too, answers are the same byte for byte.
    /// </summary>
    /// <value>Default: 1.</value>
    public int Seed { get; set; } = 1;

    /// <summary>The time by which logs and answers are dated, tokens expire, rate limits reset and answers wait.</summary>
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
        ArgumentOutOfRangeException.ThrowIfLessThan(Port, IPEndPoint.MinPort, nameof(Port));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Port, IPEndPoint.MaxPort, nameof(Port));
        ElasticPath.Validate();
        Sendcloud.Validate();
    }
}
