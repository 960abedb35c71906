using System.Collections.Immutable;

namespace QkdMec.Tests.Architecture.Messages;

/// <summary>Reads from the code what crosses wires.</summary>
internal static class WireOfCode
{
    private static readonly Dictionary<Type, string> Words = new()
    {
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(int)] = "int",
        [typeof(uint)] = "uint",
        [typeof(long)] = "long",
        [typeof(ulong)] = "ulong",
        [typeof(double)] = "double",
        [typeof(string)] = "string",
    };

    /// <summary>Every grain interface and message, and what grains store.</summary>
    public static WireList Read()
    {
        var list = new WireList();
        foreach (var type in GrainContracts.Messages.Union(GrainContracts.Stored))
        {
            AddMessage(list, type);
        }

        foreach (var grain in GrainContracts.Interfaces)
        {
            AddGrain(list, grain);
        }

        return list;
    }

    private static void AddMessage(WireList list, Type type)
    {
        var name = NameOf(type);
        list.Add(name);
        foreach (var member in GrainContracts.Members(type))
        {
            list.Add(name, $"{member.Id}", $"{member.Name} {NameOf(member.Type)}");
        }

        foreach (var value in type.IsEnum ? Enum.GetNames(type) : [])
        {
            list.Add(name, $"{Convert.ToInt64(Enum.Parse(type, value))}", value);
        }
    }

    private static void AddGrain(WireList list, Type grain)
    {
        var name = NameOf(grain);
        list.Add(name);
        foreach (var method in grain.GetMethods())
        {
            var parameters = method.GetParameters().Select(parameter => parameter.ParameterType).Where(type => type != typeof(CancellationToken));
            list.Add(name, method.Name, $"({string.Join(", ", parameters.Select(NameOf))}) → {NameOf(method.ReturnType)}");
        }
    }

    private static string NameOf(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return NameOf(inner) + "?";
        }

        if (!type.IsGenericType)
        {
            return Words.GetValueOrDefault(type) ?? AliasTable.AliasOf(type) ?? type.Name;
        }

        var arguments = string.Join(", ", type.GetGenericArguments().Select(NameOf));
        return type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) ? $"{arguments}[]" : $"{type.Name.Split('`')[0]}<{arguments}>";
    }
}
