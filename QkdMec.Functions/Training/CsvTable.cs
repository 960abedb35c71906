using System.Globalization;

namespace QkdMec.Functions.Training;

/// <summary>A comma-separated file with one header line and no quoting.</summary>
internal sealed class CsvTable
{
    private readonly string path;
    private readonly string[] header;
    private readonly string[][] rows;

    private CsvTable(string path, string[] header, string[][] rows) => (this.path, this.header, this.rows) = (path, header, rows);

    public int RowCount => rows.Length;

    public static CsvTable Read(string path)
    {
        var lines = File.ReadAllLines(path);
        if (lines.Length == 0)
        {
            throw new InvalidDataException($"{path} is empty.");
        }

        var header = lines[0].Split(',');
        var rows = lines.Skip(1).Select(line => line.Split(',')).ToArray();
        var ragged = Array.FindIndex(rows, row => row.Length != header.Length);
        return ragged < 0
            ? new CsvTable(path, header, rows)
            : throw new InvalidDataException($"{path}: row {ragged} has {rows[ragged].Length} values, not {header.Length}.");
    }

    public string[] Texts(string column)
    {
        var index = Array.IndexOf(header, column);
        return index >= 0 ? [.. rows.Select(row => row[index])] : throw new InvalidDataException($"{path} has no column {column}.");
    }

    public float[] Numbers(string column) => [.. Texts(column).Select(text => float.Parse(text, CultureInfo.InvariantCulture))];
}
