using System.Text.Json;

namespace QkdMec.Functions.Arguments;

/// <summary>
/// Reads the fields of a JSON object and collects every fault. A reading method gives a default where the field is faulty, so read all fields
/// first and use the values only when <see cref="Faults"/> is empty.
/// </summary>
internal sealed class ArgumentReader
{
    private readonly Dictionary<string, JsonElement> fields = new(StringComparer.Ordinal);
    private readonly HashSet<string> unread = new(StringComparer.Ordinal);
    private readonly List<FieldFault> faults;
    private readonly string prefix;

    public ArgumentReader(JsonElement root)
        : this(root, string.Empty, [])
    {
    }

    private ArgumentReader(JsonElement root, string prefix, List<FieldFault> faults)
    {
        this.faults = faults;
        this.prefix = prefix;
        if (root.ValueKind == JsonValueKind.Object)
        {
            ReadNames(root);
        }
        else
        {
            Add(string.Empty, $"{(prefix.Length == 0 ? "the arguments" : prefix.TrimEnd('.'))} must be a JSON object, got {JsonTexts.Describe(root)}");
        }
    }

    public IReadOnlyList<FieldFault> Faults => faults;

    public bool Has(string name) => fields.ContainsKey(name);

    public double Number(NumberField field)
    {
        if (!Take(field.Name, $"a number {field.Range}", out var element))
        {
            return 0;
        }

        if (element.ValueKind != JsonValueKind.Number)
        {
            Add(field.Name, $"must be a number {field.Range}, got {JsonTexts.Describe(element)}");
            return 0;
        }

        if (element.TryGetDouble(out var value) && field.Accepts(value))
        {
            return value;
        }

        Add(field.Name, $"must be {field.Range}, got {JsonTexts.Describe(element)}");
        return 0;
    }

    public bool Flag(string name)
    {
        if (!Take(name, "true or false", out var element))
        {
            return false;
        }

        if (element.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Add(name, $"must be true or false, got {JsonTexts.Describe(element)}");
            return false;
        }

        return element.GetBoolean();
    }

    /// <summary>Reads one of several words.</summary>
    /// <param name="name">Name of the field.</param>
    /// <param name="words">The words.</param>
    /// <returns>The place of the word that was given, counted from 0.</returns>
    public int Choice(string name, params ReadOnlySpan<string> words)
    {
        var choices = "one of \"" + string.Join("\", \"", words) + "\"";
        if (!Take(name, choices, out var element))
        {
            return 0;
        }

        for (var index = 0; index < words.Length; index++)
        {
            if (JsonTexts.IsText(element, words[index]))
            {
                return index;
            }
        }

        Add(name, $"must be {choices}, got {JsonTexts.Describe(element)}");
        return 0;
    }

    /// <summary>Reads a list of numbers.</summary>
    /// <param name="field">The range of each.</param>
    /// <param name="minimumCount">At least so many.</param>
    /// <param name="maximumCount">At most so many.</param>
    /// <returns>The numbers, or an empty array where there is a fault.</returns>
    public float[] Numbers(NumberField field, int minimumCount, int maximumCount)
    {
        var counts = minimumCount == maximumCount ? $"{minimumCount}" : $"{minimumCount} to {maximumCount}";
        if (!TakeArray(field.Name, $"a list of {counts} numbers in {field.Unit}", (minimumCount, maximumCount), out var array))
        {
            return [];
        }

        var values = new float[array.GetArrayLength()];
        var index = 0;
        foreach (var item in array.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetDouble(out var value) || !field.Accepts(value))
            {
                Add(field.Name, $"must hold numbers {field.Range}, got {JsonTexts.Describe(item)} at position {index}");
                Array.Clear(values);
                return [];
            }

            values[index++] = (float)value;
        }

        return values;
    }

    /// <summary>Reads a list of objects.</summary>
    /// <param name="name">Name of the field.</param>
    /// <param name="maximumCount">At most so many; at least one.</param>
    /// <returns>A reader per object, whose faults are this reader's.</returns>
    public IEnumerable<ArgumentReader> Objects(string name, int maximumCount) =>
        TakeArray(name, $"a list of 1 to {maximumCount} objects", (1, maximumCount), out var array)
            ? array.EnumerateArray().Select((item, index) => new ArgumentReader(item, $"{prefix}{name}[{index}].", faults))
            : [];

    /// <summary>Adds a fault that concerns a field beside others.</summary>
    /// <param name="name">Name of the field.</param>
    /// <param name="message">What is wrong, without the field's name.</param>
    public void Add(string name, string message) => faults.Add(name.Length == 0
        ? new FieldFault(prefix.TrimEnd('.'), message)
        : new FieldFault(prefix + name, $"{prefix}{name} {message}"));

    /// <summary>Says of every field that nothing has read that it is not known.</summary>
    public void RefuseUnread()
    {
        foreach (var name in fields.Keys.Where(unread.Contains))
        {
            Add(JsonTexts.Shorten(name), "is not a field of this function");
        }
    }

    private void ReadNames(JsonElement root)
    {
        foreach (var property in root.EnumerateObject())
        {
            var name = JsonTexts.NameOf(property);
            unread.Add(name);
            if (!fields.TryAdd(name, property.Value))
            {
                Add(JsonTexts.Shorten(name), "is given more than once");
            }
        }
    }

    private bool Take(string name, string expected, out JsonElement element)
    {
        unread.Remove(name);
        if (fields.TryGetValue(name, out element))
        {
            return true;
        }

        Add(name, $"is missing: give {expected}");
        return false;
    }

    private bool TakeArray(string name, string expected, (int Minimum, int Maximum) count, out JsonElement array)
    {
        if (!Take(name, expected, out array))
        {
            return false;
        }

        var length = array.ValueKind == JsonValueKind.Array ? array.GetArrayLength() : -1;
        if (length >= count.Minimum && length <= count.Maximum)
        {
            return true;
        }

        Add(name, $"must be {expected}, got {JsonTexts.Describe(array)}");
        return false;
    }
}
