namespace QkdMec.Tests.Architecture.Leaks;

/// <summary>A secret found where it should not be.</summary>
/// <param name="Secret">The name of the secret.</param>
/// <param name="Form">The form it had.</param>
/// <param name="Place">Where it was.</param>
/// <param name="Offset">How far into that place.</param>
internal sealed record Leak(string Secret, string Form, string Place, int Offset)
{
    /// <summary>What a failing test prints; never the secret.</summary>
    public override string ToString() => $"{Secret} as {Form} in {Place} at {Offset}";
}
