using System.Reflection;
using System.Runtime.CompilerServices;

namespace QkdMec.Tests.Architecture.Messages;

/// <summary>What a grain message must look like. Each rule returns what breaks it.</summary>
internal static class MessageRules
{
    /// <summary>A sealed record, a readonly record struct or an enum.</summary>
    public static IEnumerable<string> Shape(Type message)
    {
        if (message.IsEnum)
        {
            return [];
        }

        var isRecord = message.GetMethod("PrintMembers", BindingFlags.Instance | BindingFlags.NonPublic) is not null;
        var isFixed = message.IsValueType ? message.GetCustomAttribute<IsReadOnlyAttribute>() is not null : message.IsSealed && OnlyInitialised(message);
        return isRecord && isFixed ? [] : [$"{message.FullName} is not a sealed immutable record, readonly record struct or enum"];
    }

    /// <summary>A generated serializer, and its members marked immutable unless it is an enum.</summary>
    public static IEnumerable<string> Attributes(Type message)
    {
        if (message.GetCustomAttribute<GenerateSerializerAttribute>(inherit: false) is null)
        {
            yield return $"{message.FullName} lacks [GenerateSerializer]";
        }

        if (!message.IsEnum && message.GetCustomAttribute<ImmutableAttribute>(inherit: false) is null)
        {
            yield return $"{message.FullName} lacks [Immutable]";
        }
    }

    /// <summary>An alias that the table holds under the type's name.</summary>
    public static IEnumerable<string> Alias(Type type)
    {
        var alias = AliasTable.AliasOf(type);
        if (alias is null)
        {
            yield return $"{type.FullName} lacks [Alias]";
        }
        else if (AliasTable.Names.GetValueOrDefault(AliasTable.ConstantFor(type)) != alias)
        {
            yield return $"{type.FullName}: '{alias}' is not TypeAliases.{AliasTable.ConstantFor(type)}";
        }
    }

    /// <summary>A number for every member, and no number twice.</summary>
    public static IEnumerable<string> Ids(Type message)
    {
        var members = GrainContracts.Members(message);
        return members.Where(member => member.Id is null).Select(member => $"{message.FullName}.{member.Name} lacks [Id]")
            .Concat(members.GroupBy(member => member.Id).Where(group => group.Key is not null && group.Count() > 1)
                .Select(group => $"{message.FullName} uses id {group.Key} twice"));
    }

    /// <summary>No member of a type that can change: no array, list or dictionary.</summary>
    public static IEnumerable<string> Members(Type message) =>
        from member in GrainContracts.Members(message)
        where GrainContracts.Parts(member.Type).Any(GrainContracts.IsMutable)
        select $"{message.FullName}.{member.Name} is a {member.Type}";

    /// <summary>No parameter or result of a type that can change.</summary>
    public static IEnumerable<string> Signatures(Type grain) =>
        from type in GrainContracts.SignatureTypes(grain)
        where GrainContracts.Parts(type).Any(GrainContracts.IsMutable)
        select $"{grain.FullName} takes or returns {type}";

    /// <summary>Methods that return a task and take their cancellation token last.</summary>
    public static IEnumerable<string> Methods(Type grain) =>
        from method in grain.GetMethods()
        let parameters = method.GetParameters()
        let returnsTask = typeof(Task).IsAssignableFrom(method.ReturnType) || method.ReturnType.Name.StartsWith("ValueTask", StringComparison.Ordinal)
        where !returnsTask || !method.Name.EndsWith("Async", StringComparison.Ordinal)
            || parameters.Length == 0 || parameters[^1].ParameterType != typeof(CancellationToken)
        select $"{grain.FullName}.{method.Name}";

    private static bool OnlyInitialised(Type message) =>
        message.GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(property => property.SetMethod is not null)
            .All(property => property.SetMethod!.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)))
        && message.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic).All(field => field.IsInitOnly || field.Name.StartsWith('<'));
}
