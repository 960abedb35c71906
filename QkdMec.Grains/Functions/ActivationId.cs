namespace QkdMec.Grains.Functions;

/// <summary>The id of one run of a function: 32 lower-case hexadecimal digits, as OpenWhisk prints it.</summary>
public readonly record struct ActivationId
{
    private const int DigitCount = 32;
    private readonly string? digits;

    private ActivationId(string digits) => this.digits = digits;

    /// <summary>Makes an id of a GUID handed in by the caller's id source.</summary>
    /// <param name="value">The GUID.</param>
    /// <returns>The id with the GUID's digits.</returns>
    public static ActivationId From(Guid value) => new(value.ToString("N"));

    /// <summary>Reads an id.</summary>
    /// <param name="text">The text.</param>
    /// <param name="id">The id when the text is one.</param>
    /// <returns>Whether the text is an id.</returns>
    public static bool TryParse(string? text, out ActivationId id)
    {
        var valid = text is { Length: DigitCount } && text.AsSpan().IndexOfAnyExcept("0123456789abcdef") < 0;
        id = valid ? new ActivationId(text!) : default;
        return valid;
    }

    /// <summary>The 32 digits.</summary>
    /// <returns>The text of the id.</returns>
    public override string ToString() => digits ?? new string('0', DigitCount);
}
