using System.Reflection;
using Orleans;

namespace QkdMec.Embedded.Calls;

/// <summary>How messages describe themselves by attributes.</summary>
internal static class MessageTypes
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static bool IsMessage(Type type) => type.IsDefined(typeof(GenerateSerializerAttribute), false);

    /// <summary>The alias, or the full name where there is none.</summary>
    public static string NameOf(Type type) =>
        (type.IsGenericType ? type.GetGenericTypeDefinition() : type).GetCustomAttribute<AliasAttribute>(false)?.Alias ?? type.FullName!;

    /// <summary>All members of the type and its bases, bases first, then by number.</summary>
    public static IEnumerable<NumberedMember> MembersOf(Type type) =>
        (type.BaseType is { } parent && IsMessage(parent) ? MembersOf(parent) : [])
        .Concat(DeclaredBy(type).OrderBy(member => member.Id));

    /// <summary>The numbered members the type itself declares.</summary>
    public static IEnumerable<NumberedMember> DeclaredBy(Type type) =>
        from member in type.GetMembers(Declared)
        let id = member.GetCustomAttribute<IdAttribute>()
        where id is not null
        select new NumberedMember((int)id.Id, member, member is PropertyInfo property ? property.PropertyType : ((FieldInfo)member).FieldType);

    /// <summary>Names of what the type stores without a number.</summary>
    public static IEnumerable<string> UnnumberedOf(Type type) =>
        from field in type.GetFields(Declared)
        let name = field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>')] : field.Name
        let member = type.GetProperty(name, Declared) ?? (MemberInfo)field
        where !member.IsDefined(typeof(IdAttribute))
        select name;

    /// <summary>Whether the member can change after the message is made.</summary>
    public static bool IsMutable(MemberInfo member) => member switch
    {
        PropertyInfo { SetMethod: { } setter } =>
            !setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit)),
        FieldInfo field => !field.IsInitOnly,
        _ => false,
    };
}
