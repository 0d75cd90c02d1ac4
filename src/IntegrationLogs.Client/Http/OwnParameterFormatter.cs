using System.Reflection;
using Refit;

namespace IntegrationLogs.Client.Http;

/// <summary>Writes the parameters of an interface of a user's own as Refit does, and refuses what no address can hold.</summary>
internal sealed class OwnParameterFormatter : DefaultUrlParameterFormatter
{
    public override string? Format(object? value, ICustomAttributeProvider attributeProvider, Type type)
    {
        string? text = base.Format(value, attributeProvider, type);
        return text is null || ApiPath.IsUnicode(text)
            ? text
            : throw new ArgumentException("An argument is not valid Unicode: it has half of a surrogate pair.");
    }
}
