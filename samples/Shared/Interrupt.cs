using System.Runtime.InteropServices;

namespace Samples;

/// <summary>Turns Ctrl-C and a polite kill into cancellation and the exit code that shells expect. A second one ends the program.</summary>
internal sealed class Interrupt : IDisposable
{
    private const int Signalled = 128;
    private const int Int = 2;
    private const int Term = 15;

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;
    private int _signal;

    public Interrupt() => _registrations =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Handle(context, Int)),
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Handle(context, Term)),
    ];

    public CancellationToken Token => _source.Token;

    public int ExitCode => Signalled + _signal;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }

        _source.Dispose();
    }

    private void Handle(PosixSignalContext context, int signal)
    {
        if (Interlocked.CompareExchange(ref _signal, signal, 0) == 0)
        {
            context.Cancel = true;
            _source.Cancel();
        }
    }
}
