namespace QkdMec.Tests.Hosts.Mec;

/// <summary>A row of a table: a document with another value at one place, and what it is answered with.</summary>
/// <param name="Place">The place, as in <see cref="Mx2Bodies.Put"/>.</param>
/// <param name="Json">The value, which may be broken; null leaves the attribute out.</param>
/// <param name="Status">The status.</param>
/// <param name="Code">The problem's code; empty for success.</param>
internal sealed record Mx2Row(string Place, string? Json, int Status, string Code)
{
    /// <summary>Values that are taken and given back.</summary>
    public static IEnumerable<Mx2Row> Good(string place, params string?[] values) => values.Select(json => new Mx2Row(place, json, 200, ""));

    /// <summary>Values that are refused.</summary>
    public static IEnumerable<Mx2Row> Bad(string place, params string?[] values) => values.Select(json => new Mx2Row(place, json, 400, "malformed"));

    /// <summary>What is no text, or none that may stand anywhere.</summary>
    public static IEnumerable<Mx2Row> NoText(string place) =>
        Bad(place, "7", "true", "null", "{}", "[]", "[\"a\"]", "\"a\\u0000b\"", "\"a\\u007fb\"", "\"a\\ud800b\"");

    /// <summary>A text of one to so many characters, counted as code points.</summary>
    public static IEnumerable<Mx2Row> Text(string place, int longest) =>
        [.. NoText(place), .. Bad(place, "\"\"", Repeated("x", longest + 1), Repeated("𝄞", longest + 1))];

    /// <summary>A JSON text of one character so many times.</summary>
    public static string Repeated(string character, int count) => $"\"{string.Concat(Enumerable.Repeat(character, count))}\"";

    /// <summary>As a theory takes them.</summary>
    public static TheoryData<string, string?, int, string> Data(IEnumerable<Mx2Row> rows) => new(rows.Select(row => (row.Place, row.Json, row.Status, row.Code)));
}
