namespace QkdMec.Grains.Functions;

/// <summary>The kinds of executors that a function runtime knows.</summary>
public static class FunctionKinds
{
    /// <summary>.NET code of the host itself, run in process.</summary>
    public const string Builtin = "builtin";
}
