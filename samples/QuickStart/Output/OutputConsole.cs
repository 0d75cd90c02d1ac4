using Spectre.Console;

namespace QuickStart.Output;

/// <summary>Standard output for tables and bars: as wide as the terminal, or without colours at a fixed width elsewhere.</summary>
internal static class OutputConsole
{
    private const int WidthWithoutTerminal = 120;

    public static IAnsiConsole Open()
    {
        if (!Console.IsOutputRedirected)
        {
            return AnsiConsole.Console;
        }

        IAnsiConsole plain = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        plain.Profile.Width = WidthWithoutTerminal;
        return plain;
    }
}
