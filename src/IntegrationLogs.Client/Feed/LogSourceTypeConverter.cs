using System.ComponentModel;
using System.Globalization;

namespace IntegrationLogs.Client.Feed;

/// <summary>A source as text: its name. The binder of configuration looks for a converter, not for <see cref="IParsable{TSelf}"/>.</summary>
internal sealed class LogSourceTypeConverter : TypeConverter
{
    public override bool CanConvertFrom(ITypeDescriptorContext? context, Type sourceType) =>
        sourceType == typeof(string) || base.CanConvertFrom(context, sourceType);

    public override object? ConvertFrom(ITypeDescriptorContext? context, CultureInfo? culture, object value) =>
        value is string name ? LogSource.Parse(name) : base.ConvertFrom(context, culture, value);
}
