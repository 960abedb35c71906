using System.Reflection;

namespace QkdMec.Tests.Hosts;

/// <summary>How the members of a public type are written in <c>orleans-api.txt</c>.</summary>
internal static class ApiSignature
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>One line for the type, one for each member that others can use.</summary>
    public static IEnumerable<string> Of(Type type) =>
        new[] { $"{type} ({(type.IsInterface ? "interface" : type.IsValueType ? "value" : "class")})" }
            .Concat(type.GetMembers(Declared).Where(IsUsable).Select(member => $"{type} {member.MemberType} {member}"))
            .Distinct();

    private static bool IsUsable(MemberInfo member) => member switch
    {
        Type => false,
        FieldInfo field => field is { IsPublic: true, Name: not "value__" },
        PropertyInfo property => property.GetAccessors(nonPublic: true).Any(IsUsable),
        MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
        _ => false,
    };
}
