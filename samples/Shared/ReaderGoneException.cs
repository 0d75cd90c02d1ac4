namespace Samples;

/// <summary>Whoever read our standard output has closed it.</summary>
internal sealed class ReaderGoneException(IOException innerException) : Exception(innerException.Message, innerException);
