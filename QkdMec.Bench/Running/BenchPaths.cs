using QkdMec.Bench.Paths;
using QkdMec.Bench.Sides;

namespace QkdMec.Bench.Running;

/// <summary>The paths that can be measured.</summary>
internal static class BenchPaths
{
    private const int Kibibyte = 1024;

    private static readonly IReadOnlyList<(string Name, Func<string, IBenchPath> Make)> Standard =
    [
        ("enc_keys", _ => new EncKeysPath(KeyMethod.Get)),
        ("dec_keys", _ => new DecKeysPath(KeyMethod.Get)),
        ("echo-1k", name => new EchoPath(name, Kibibyte)),
        ("echo-64k", name => new EchoPath(name, 64 * Kibibyte)),
        ("context", _ => new ContextPath()),
    ];

    private static readonly IReadOnlyList<(string Name, Func<string, IBenchPath> Make)> OnDemand =
    [
        ("enc_keys-post", _ => new EncKeysPath(KeyMethod.Post)),
        ("dec_keys-post", _ => new DecKeysPath(KeyMethod.Post)),
    ];

    /// <summary>What is measured when nothing is chosen, in this order.</summary>
    public static IEnumerable<string> StandardNames => Standard.Select(path => path.Name);

    /// <summary>All names.</summary>
    public static IEnumerable<string> Names => 
    [
        .. Standard.Concat(OnDemand).Select(path => path.Name), .. ScaledPaths.All.Select(path => path.Name), .. SiloPaths.All.Select(path => path.Name),
    ];

    /// <summary>Makes a path; the share shrinks what a scaled path holds.</summary>
    public static IComparison Make(string name, double share) => ScaledPaths.All.FirstOrDefault(path => path.Name == name).Make?.Invoke(share)
        ?? SiloPaths.All.FirstOrDefault(path => path.Name == name).Make?.Invoke()
        ?? new BareComparison(Standard.Concat(OnDemand).First(path => path.Name == name).Make(name));
}
