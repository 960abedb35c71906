using System.Text;

namespace QkdMec.Tests.Architecture.Messages;

/// <summary>
/// What crosses wires between silos: for every wire name its entries, each a key (a member's number, an enum's value, a method's name)
/// and what it means. A key never changes its meaning; one that is given up stays in the list as <see cref="Retired"/>.
/// </summary>
internal sealed class WireList
{
    /// <summary>The meaning of a key that must never be used again.</summary>
    public const string Retired = "retired";

    private readonly SortedDictionary<string, SortedDictionary<string, string>> names = new(StringComparer.Ordinal);

    /// <summary>How many wire names there are.</summary>
    public int Count => names.Count;

    /// <summary>Notes what a key of a wire name means.</summary>
    public void Add(string name, string key, string meaning) => EntriesOf(name).Add(key, meaning);

    /// <summary>Notes a wire name, which may have no entries.</summary>
    public void Add(string name) => EntriesOf(name);

    /// <summary>Reads a list: a wire name at the start of a line, its entries indented below; other lines start with <c>#</c>.</summary>
    public static WireList Parse(string text)
    {
        var list = new WireList();
        var name = string.Empty;
        foreach (var line in text.Split('\n').Where(line => line.Trim().Length > 0 && line[0] != '#'))
        {
            if (line[0] != ' ')
            {
                name = line.Trim();
                list.Add(name);
                continue;
            }

            var entry = line.Trim();
            var space = entry.IndexOf(' ');
            list.Add(name, entry[..space], entry[(space + 1)..]);
        }

        return list;
    }

    /// <summary>Keys that mean something else in <paramref name="code"/> than here, or are there though retired here, or are gone.</summary>
    public IEnumerable<string> BrokenBy(WireList code) =>
        from name in names
        from entry in name.Value
        let now = code.MeaningOf(name.Key, entry.Key) ?? Retired
        where now != entry.Value
        select $"{name.Key} {entry.Key}: pinned as '{entry.Value}', in the code '{now}'";

    /// <summary>What is in <paramref name="code"/> and not here.</summary>
    public IEnumerable<string> MissingOf(WireList code) =>
        code.names.Where(name => !names.ContainsKey(name.Key)).Select(name => name.Key).Concat(
            from name in code.names
            from entry in name.Value
            where MeaningOf(name.Key, entry.Key) is null
            select $"{name.Key} {entry.Key} {entry.Value}");

    /// <summary>Takes up what is in <paramref name="code"/> and not here.</summary>
    public void TakeUp(WireList code)
    {
        foreach (var (name, entries) in code.names)
        {
            foreach (var (key, meaning) in entries)
            {
                EntriesOf(name).TryAdd(key, meaning);
            }

            Add(name);
        }
    }

    /// <summary>The list as it is checked in.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var (name, entries) in names)
        {
            text.Append(name).Append('\n');
            foreach (var (key, meaning) in entries)
            {
                text.Append("  ").Append(key).Append(' ').Append(meaning).Append('\n');
            }
        }

        return text.ToString();
    }

    private string? MeaningOf(string name, string key) => names.GetValueOrDefault(name)?.GetValueOrDefault(key);

    private SortedDictionary<string, string> EntriesOf(string name) =>
        names.TryGetValue(name, out var entries) ? entries : names[name] = new SortedDictionary<string, string>(NumbersFirst);

    private static readonly Comparer<string> NumbersFirst = Comparer<string>.Create((left, right) =>
        int.TryParse(left, out var first) && int.TryParse(right, out var second) ? first.CompareTo(second) : string.CompareOrdinal(left, right));
}
