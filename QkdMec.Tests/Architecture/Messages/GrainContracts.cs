using System.Collections.Immutable;
using System.Reflection;

namespace QkdMec.Tests.Architecture.Messages;

/// <summary>The grain interfaces, and every type that crosses a wire because one of their methods takes or returns it.</summary>
internal static class GrainContracts
{
    /// <summary>The assembly of the contracts.</summary>
    public static Assembly Assembly { get; } = typeof(Grains.Identity.SiteId).Assembly;

    /// <summary>The grain interfaces.</summary>
    public static IReadOnlyList<Type> Interfaces { get; } =
        [.. Assembly.GetTypes().Where(type => type.IsInterface && typeof(IGrain).IsAssignableFrom(type)).OrderBy(type => type.FullName, StringComparer.Ordinal)];

    /// <summary>Our own types among the messages.</summary>
    public static IReadOnlyList<Type> Messages { get; } = [.. Closure(Interfaces.SelectMany(SignatureTypes)).OrderBy(type => type.FullName, StringComparer.Ordinal)];

    /// <summary>The states that grains keep.</summary>
    public static IReadOnlyList<Type> States { get; } =
        [.. Assembly.GetTypes().Where(type => typeof(IGrainBase).IsAssignableFrom(type)).SelectMany(StatesOf).Distinct().OrderBy(type => type.FullName, StringComparer.Ordinal)];

    /// <summary>Our own types that are stored: the states and what they are made of.</summary>
    public static IReadOnlyList<Type> Stored { get; } = [.. Closure(States).OrderBy(type => type.FullName, StringComparer.Ordinal)];

    /// <summary>The types a method of an interface takes and returns.</summary>
    public static IEnumerable<Type> SignatureTypes(Type grain) =>
        grain.GetMethods().SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType));

    /// <summary>The members of a message that cross the wire.</summary>
    public static IReadOnlyList<MessageMember> Members(Type message) =>
        message.IsEnum ? [] : [.. DataMembers(message).Select(MessageMember.Of).OrderBy(member => member.Id ?? uint.MaxValue)];

    /// <summary>A type and what it is made of: <c>Task&lt;ImmutableArray&lt;KmeId&gt;&gt;</c> is three.</summary>
    public static IEnumerable<Type> Parts(Type type) =>
        type.IsArray ? Parts(type.GetElementType()!).Prepend(type)
        : type.IsGenericType ? type.GetGenericArguments().SelectMany(Parts).Prepend(type)
        : [type];

    /// <summary>Whether a type is one of ours.</summary>
    public static bool IsOwn(Type type) => type.Assembly.GetName().Name!.StartsWith("QkdMec.", StringComparison.Ordinal) && !IsHost(type);

    private static IEnumerable<Type> StatesOf(Type grain) =>
        from constructor in grain.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
        from parameter in constructor.GetParameters()
        where parameter.ParameterType.IsGenericType && parameter.ParameterType.GetGenericTypeDefinition() == typeof(IPersistentState<>)
        select parameter.ParameterType.GetGenericArguments()[0];

    private static bool IsHost(Type type) => type.Assembly == typeof(IGrain).Assembly;

    private static HashSet<Type> Closure(IEnumerable<Type> roots)
    {
        var found = new HashSet<Type>();
        var open = new Stack<Type>(roots.SelectMany(Parts).Where(IsOwn));
        while (open.TryPop(out var type))
        {
            if (!typeof(IAddressable).IsAssignableFrom(type) && found.Add(type) && !type.IsEnum)
            {
                DataMembers(type).Select(TypeOf).SelectMany(Parts).Where(IsOwn).ToList().ForEach(open.Push);
            }
        }

        return found;
    }

    // The data of a record: its fields, seen as the properties they back.
    private static IEnumerable<MemberInfo> DataMembers(Type type)
    {
        const BindingFlags All = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        foreach (var field in type.GetFields(All))
        {
            var name = field.Name;
            yield return name.StartsWith('<') ? type.GetProperty(name[1..name.IndexOf('>')], All) ?? (MemberInfo)field : field;
        }
    }

    private static Type TypeOf(MemberInfo member) => member is PropertyInfo property ? property.PropertyType : ((FieldInfo)member).FieldType;

    /// <summary>The forms whose content could change while a call is on its way, or that would be copied in every call.</summary>
    public static bool IsMutable(Type type) =>
        type.IsArray
        || (type.IsGenericType && !IsImmutableForm(type) && type.Namespace?.StartsWith("System", StringComparison.Ordinal) == true)
        || (type.Namespace == "System.Collections.Generic" && !type.IsGenericTypeParameter);

    private static bool IsImmutableForm(Type type)
    {
        var form = type.GetGenericTypeDefinition();
        return form == typeof(Task<>) || form == typeof(ValueTask<>) || form == typeof(Nullable<>) || form.Namespace == typeof(ImmutableArray<>).Namespace;
    }
}
