namespace Samples;

/// <summary>The environment's settings cannot be used; the message is one line for the user.</summary>
internal sealed class SettingsException(string message, Exception? innerException = null) : Exception(message, innerException);
