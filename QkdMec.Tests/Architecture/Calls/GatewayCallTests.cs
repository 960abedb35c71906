using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using QkdMec.Silo.Hosting.Calls;
using QkdMec.Tests.Architecture.Messages;
using QkdMec.Tests.Architecture.Sources;

namespace QkdMec.Tests.Architecture.Calls;

/// <summary>May a gateway call what it calls, and nothing else?</summary>
public sealed class GatewayCallTests
{
    // What runs in the process of a gateway without grains, beside the gateway itself.
    private static readonly string[] Beside = ["QkdMec.Silo/Running/", "QkdMec.Grains/QkdNetworks/NetworkDirectory.cs"];

    [Fact]
    public void Allowed_IsWhatTheCodeCalls_AndNothingElse()
    {
        var called = CalledByGateways().Distinct().Order(StringComparer.Ordinal).ToList();
        var allowed = GatewayCalls.Methods.Select(method => $"{method.DeclaringType!.Name}.{method.Name}").Order(StringComparer.Ordinal).ToList();

        Assert.Equal(called, allowed);
    }

    [Fact]
    public void EveryOtherMethod_IsRefused_AlsoOneThatIsNew()
    {
        var refused = GrainContracts.Interfaces.SelectMany(grain => grain.GetMethods()).Where(method => !GatewayCalls.Include(method)).Select(method => method.DeclaringType!.Name).ToHashSet();

        Assert.Equal(GrainContracts.Interfaces.SelectMany(grain => grain.GetMethods()).Count(), GatewayCalls.Methods.Count + GrainContracts.Interfaces.Sum(RefusedOf));
        Assert.Superset(
            new HashSet<string> { "IKeyPoolEndGrain", "IOutboundKeyPoolGrain", "IInboundKeyPoolGrain", "IKeyListenerGrain", "ITrustedRelayGrain", "ISharedKeyGrain", "IRateHoldGrain", "IMecHostGrain" },
            refused);
    }

    private static int RefusedOf(Type grain) => grain.GetMethods().Count(method => !GatewayCalls.Include(method));

    private static IEnumerable<string> CalledByGateways()
    {
        var files = SourceTree.Of("QkdMec.Gateway").Concat(SourceTree.Product.Where(file => Beside.Any(start => file.Path.StartsWith(start, StringComparison.Ordinal)))).ToList();
        var compilation = Compilations.OfFiles(files);
        return
            from file in files
            let meaning = compilation.GetSemanticModel(file.Unit.SyntaxTree)
            from name in file.Unit.DescendantNodes().OfType<SimpleNameSyntax>()
            let symbol = meaning.GetSymbolInfo(name)
            from method in symbol.CandidateSymbols.Append(symbol.Symbol).OfType<IMethodSymbol>()
            where method.ContainingType.AllInterfaces.Any(one => one.Name == nameof(IGrainWithStringKey))
            select $"{method.ContainingType.Name}.{method.Name}";
    }
}
