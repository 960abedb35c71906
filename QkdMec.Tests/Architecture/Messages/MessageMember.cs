using System.Reflection;

namespace QkdMec.Tests.Architecture.Messages;

/// <summary>A member of a message.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
/// <param name="Id">Its number on the wire; null when it has none.</param>
internal sealed record MessageMember(string Name, Type Type, uint? Id)
{
    /// <summary>Reads a property or field.</summary>
    public static MessageMember Of(MemberInfo member)
    {
        var type = member is PropertyInfo property ? property.PropertyType : ((FieldInfo)member).FieldType;
        return new MessageMember(member.Name, type, member.GetCustomAttribute<IdAttribute>()?.Id);
    }
}
