using System.Globalization;

namespace IntegrationLogs.Client.Benchmarks.Measuring;

/// <summary>Prints figures, and keeps whether all that have to be met are.</summary>
internal sealed class Figures(TextWriter output)
{
    public bool AreAllMet { get; private set; } = true;

    public void Add(bool isMet, FormattableString figure)
    {
        AreAllMet &= isMet;
        output.WriteLine($"{(isMet ? "met" : "NOT MET")}: {figure.ToString(CultureInfo.InvariantCulture)}");
    }

    /// <summary>Prints what nothing is held against.</summary>
    public void Tell(FormattableString figure) => output.WriteLine($"     {figure.ToString(CultureInfo.InvariantCulture)}");
}
