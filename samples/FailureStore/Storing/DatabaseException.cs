namespace FailureStore.Storing;

/// <summary>The database cannot be used; the message is one line for the user.</summary>
internal sealed class DatabaseException(string message, Exception? innerException = null) : Exception(message, innerException);
