using QkdMec.Bench.Paths;
using QkdMec.Bench.Sides;

namespace QkdMec.Bench.Running;

/// <summary>What a second silo changes: control plane, key path and an invocation across both.</summary>
internal static class SiloPaths
{
    private const int Kibibyte = 1024;

    /// <summary>Their names and how they are made.</summary>
    public static IReadOnlyList<(string Name, Func<IComparison> Make)> All { get; } =
    [
        ("enc_keys-2-silos", () => new SiloComparison(() => new EncKeysPath(KeyMethod.Get))),
        ("dec_keys-2-silos", () => new SiloComparison(() => new DecKeysPath(KeyMethod.Get))),
        ("echo-1k-2-silos", () => new SiloComparison(() => new EchoPath("echo-1k-2-silos", Kibibyte))),
        ("context-2-silos", () => new SiloComparison(() => new ContextPath())),
    ];
}
