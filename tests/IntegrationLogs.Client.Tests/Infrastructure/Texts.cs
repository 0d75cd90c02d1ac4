using System.Collections;
using System.Reflection;

namespace IntegrationLogs.Client.Tests.Infrastructure;

/// <summary>Everything an exception says, in its text, its properties and its data, and in all exceptions inside it.</summary>
internal static class Texts
{
    public static IEnumerable<string> Of(Exception exception)
    {
        for (Exception? error = exception; error is not null; error = error.InnerException)
        {
            yield return error.ToString();
            foreach (PropertyInfo property in error.GetType().GetProperties().Where(property => property.Name is not "TargetSite"))
            {
                foreach (string text in Of(property.GetValue(error)))
                {
                    yield return text;
                }
            }
        }
    }

    private static IEnumerable<string> Of(object? value) => value switch
    {
        null => [],
        string text => [text],
        IEnumerable many => many.Cast<object>().SelectMany(Of),
        _ => [$"{value}"],
    };
}
