namespace Samples;

/// <summary>The command line is wrong; the message is one line for the user.</summary>
internal sealed class UsageException(string message) : Exception(message);
