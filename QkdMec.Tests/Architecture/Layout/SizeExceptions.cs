using QkdMec.Tests.Architecture.Sources;

namespace QkdMec.Tests.Architecture.Layout;

/// <summary>The checked-in list of what may be larger than the soft limits, each with the size it may not exceed and why.</summary>
internal sealed class SizeExceptions
{
    /// <summary>Where the list stands.</summary>
    public const string File = "QkdMec.Tests/Architecture/Layout/size-exceptions.txt";

    private readonly Dictionary<(MeasureKind Kind, string Where), int> ceilings = [];

    private SizeExceptions()
    {
    }

    /// <summary>How many exceptions there are.</summary>
    public int Count => ceilings.Count;

    /// <summary>Reads the checked-in list.</summary>
    public static SizeExceptions Load() => Parse(Repository.Read(File));

    /// <summary>Reads a list: one exception a line, <c>Kind path#member value  # reason</c>; other lines start with <c>#</c>.</summary>
    public static SizeExceptions Parse(string text)
    {
        var exceptions = new SizeExceptions();
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(line => line[0] != '#'))
        {
            exceptions.Add(line);
        }

        return exceptions;
    }

    /// <summary>What is larger than it may be.</summary>
    public IEnumerable<string> Violations(IEnumerable<Measure> measures) =>
        from measure in measures
        where measure.Value > measure.Soft
        let ceiling = ceilings.GetValueOrDefault((measure.Kind, measure.Where), measure.Soft)
        where measure.Value > Math.Min(ceiling, measure.Hard)
        select $"{measure} (limit {measure.Soft}, never more than {measure.Hard})";

    /// <summary>Exceptions that nothing needs any more.</summary>
    public IEnumerable<string> Unneeded(IEnumerable<Measure> measures)
    {
        var needed = measures.Where(measure => measure.Value > measure.Soft).Select(measure => (measure.Kind, measure.Where)).ToHashSet();
        return ceilings.Keys.Where(key => !needed.Contains(key)).Select(key => $"{key.Kind} {key.Where}");
    }

    private void Add(string line)
    {
        var reason = line.IndexOf("  # ", StringComparison.Ordinal);
        var words = (reason < 0 ? line : line[..reason]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (reason < 0 || words.Length != 3)
        {
            throw new FormatException($"'{line}' in {File} is not of the form 'Kind path#member value  # reason'");
        }

        ceilings.Add((Enum.Parse<MeasureKind>(words[0]), words[1]), int.Parse(words[2]));
    }
}
