using System.Reflection;
using System.Runtime.CompilerServices;
using Orleans;

namespace QkdMec.Embedded.Calls;

/// <summary>How messages describe themselves by attributes.</summary>
internal static class MessageTypes
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static bool IsMessage(Type type) => type.IsDefined(typeof(GenerateSerializerAttribute), false);

    /// <summary>The alias, or the full name where there is none.</summary>
    public static string NameOf(Type type) => type.GetCustomAttribute<AliasAttribute>(false)?.Alias ?? type.FullName!;

    /// <summary>All members of the type and its bases, bases first, then by number.</summary>
    public static IEnumerable<Member> MembersOf(Type type) => (type.BaseType is { } parent && IsMessage(parent) ? MembersOf(parent) : [])
        .Concat(DeclaredBy(type).OrderBy(member => member.Id));

    /// <summary>The numbered members the type itself declares.</summary>
    public static IEnumerable<Member> DeclaredBy(Type type) =>
        from member in type.GetMembers(Declared)
        let id = member.GetCustomAttribute<IdAttribute>()
        where id is not null
        select new Member((int)id.Id, member);

    /// <summary>Names of what the type stores without a number.</summary>
    public static IEnumerable<string> UnnumberedOf(Type type) =>
        from field in type.GetFields(Declared)
        let name = field.Name.StartsWith('<') ? field.Name[1..field.Name.IndexOf('>')] : field.Name
        let member = type.GetProperty(name, Declared) ?? (MemberInfo)field
        where !member.IsDefined(typeof(IdAttribute))
        select name;

    /// <summary>A member with its number on the wire: a field, or a property with get and init.</summary>
    internal sealed record Member(int Id, MemberInfo Info)
    {
        public Type Type => Info is PropertyInfo property ? property.PropertyType : ((FieldInfo)Info).FieldType;

        /// <summary>Whether nobody can change it once the message is made.</summary>
        public bool IsInitOnly => Info is PropertyInfo { CanRead: true, SetMethod: { } setter }
            && setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));

        public object? Get(object owner) => Info is PropertyInfo property ? property.GetValue(owner) : ((FieldInfo)Info).GetValue(owner);

        public void Set(object owner, object? value)
        {
            if (Info is PropertyInfo property)
                property.SetValue(owner, value);
            else
                ((FieldInfo)Info).SetValue(owner, value);
        }
    }
}
