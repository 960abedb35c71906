namespace QkdMec.Tests.Architecture.Layout;

/// <summary>What is measured of the source.</summary>
internal enum MeasureKind
{
    /// <summary>Lines of a file.</summary>
    File,

    /// <summary>Lines of a method, from its name to its closing brace.</summary>
    Method,

    /// <summary>Parameters of a method.</summary>
    Parameters,

    /// <summary>Parameters of a constructor.</summary>
    Constructor,
}

/// <summary>One measured thing.</summary>
/// <param name="Kind">What was measured.</param>
/// <param name="Where">The file, and after <c>#</c> the member.</param>
/// <param name="Value">How much it is.</param>
internal sealed record Measure(MeasureKind Kind, string Where, int Value)
{
    /// <summary>More than this needs an entry in the list of exceptions.</summary>
    public int Soft => Kind switch
    {
        MeasureKind.File => 200,
        MeasureKind.Method => 30,
        MeasureKind.Parameters => 5,
        _ => 7,
    };

    /// <summary>More than this fails, listed or not.</summary>
    public int Hard => Kind switch
    {
        MeasureKind.File => 400,
        MeasureKind.Method => 60,
        MeasureKind.Parameters => 8,
        _ => 10,
    };

    /// <summary>The line that would stand in the list of exceptions.</summary>
    public override string ToString() => $"{Kind} {Where} {Value}";
}
