namespace QkdMec.Client.Commands;

/// <summary>Aligned columns for people.</summary>
internal static class Table
{
    /// <summary>Writes a head and rows.</summary>
    public static void Write(string[] heads, IEnumerable<string[]> rows)
    {
        string[][] all = [heads, .. rows];
        var widths = Enumerable.Range(0, heads.Length).Select(column => all.Max(row => row[column].Length)).ToArray();
        foreach (var row in all)
        {
            Console.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }
}
