namespace IntegrationLogs.Client.Reliability.PositionMatrix;

/// <summary>Counts what walks lost and repeated, and keeps what else was not as it should be.</summary>
internal sealed class Comparison
{
    private readonly List<string> _faults = [];
    private int _walks;
    private int _logs;
    private int _lost;
    private int _twice;

    public void Compare(string what, IEnumerable<string> expected, IReadOnlyList<string> read)
    {
        string[] all = [.. expected];
        _walks++;
        _logs += read.Count;
        _lost += all.Except(read).Count();
        _twice += read.Count - read.Distinct().Count();
        Check(all.SequenceEqual(read), $"{what}: {read.Count} logs in place of {all.Length}, or in another order");
    }

    public void Check(bool holds, string otherwise)
    {
        if (!holds)
        {
            _faults.Add(otherwise);
        }
    }

    public string Sum(string part)
    {
        string sum = $"{part}: {_walks:N0} walks, {_logs:N0} logs, {_lost} lost, {_twice} twice";
        Assert.True(_faults.Count == 0, $"{sum}\n{string.Join('\n', _faults.Take(20))}");
        return sum;
    }
}
