using System.Reflection;

namespace QkdMec.Embedded.Calls;

/// <summary>A member of a message with its number on the wire: a field, or a property with get and init.</summary>
internal sealed record NumberedMember(int Id, MemberInfo Member, Type Type);
