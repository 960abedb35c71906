using System.Collections.Immutable;
using QkdMec.Functions.Runtime;
using QkdMec.Grains.Functions;

namespace QkdMec.Silo.Scenarios;

/// <summary>The functions that every MEC host's runtime has.</summary>
internal static class KnownFunctions
{
    private static readonly Lazy<ImmutableArray<string>> Found = new(Read);

    /// <summary>Their names, in order. The first look reads every model, so that a broken file stops the start and not the first invocation.</summary>
    public static ImmutableArray<string> Names => Found.Value;

    private static ImmutableArray<string> Read()
    {
        using var services = new ServiceCollection().AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddFunctions().BuildServiceProvider();
        return [.. services.GetRequiredService<IFunctionRuntime>().Functions.Select(function => function.Name)];
    }
}
