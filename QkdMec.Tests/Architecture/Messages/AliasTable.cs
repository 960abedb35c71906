using System.Reflection;
using QkdMec.Grains.Identity;

namespace QkdMec.Tests.Architecture.Messages;

/// <summary>The table of wire names.</summary>
internal static class AliasTable
{
    /// <summary>Constant name and wire name.</summary>
    public static IReadOnlyDictionary<string, string> Names { get; } = typeof(TypeAliases)
        .GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
        .Where(field => field.IsLiteral)
        .ToDictionary(field => field.Name, field => (string)field.GetRawConstantValue()!, StringComparer.Ordinal);

    /// <summary>The wire name a type declares; null when it has none.</summary>
    public static string? AliasOf(Type type) => type.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias;

    /// <summary>The constant a type's wire name should come from: its own name, an interface's without the I.</summary>
    public static string ConstantFor(Type type)
    {
        var name = type.Name.Split('`')[0];
        return type.IsInterface ? name[1..] : name;
    }
}
