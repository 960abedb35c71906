using System.Collections;
using System.Collections.Immutable;
using System.Reflection;

namespace QkdMec.Tests.Architecture.Messages;

/// <summary>Makes messages with a different value in every member, and prints messages member by member to compare them.</summary>
internal sealed class SampleMessages
{
    private int next;

    /// <summary>A message with every member set.</summary>
    public object Full(Type type) => Make(type, full: true)!;

    /// <summary>A message whose optional members and lists are empty.</summary>
    public object Sparse(Type type) => Make(type, full: false)!;

    /// <summary>Every member and element, in order; two messages of equal content print equally.</summary>
    public static string Print(object? value) => value switch
    {
        null => "null",
        string text => $"'{text}'",
        IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(Print))}]",
        _ when GrainContracts.IsOwn(value.GetType()) && !value.GetType().IsEnum => PrintMembers(value),
        _ => FormattableString.Invariant($"{value}"),
    };

    private static string PrintMembers(object value)
    {
        const BindingFlags All = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        var fields = value.GetType().GetFields(All).Select(field => $"{field.Name}: {Print(field.GetValue(value))}");
        return $"{value.GetType().Name} {{ {string.Join(", ", fields)} }}";
    }

    private object? Make(Type type, bool full)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            return full ? Make(inner, full) : null;
        }

        if (type.IsEnum)
        {
            var values = Enum.GetValues(type);
            return values.GetValue(++next % values.Length);
        }

        return MakeScalar(type) ?? (type.IsGenericType ? MakeCollection(type, full) : MakeRecord(type, full));
    }

    private object MakeCollection(Type type, bool full)
    {
        var arguments = type.GetGenericArguments();
        var element = arguments.Length == 1 ? arguments[0] : typeof(KeyValuePair<,>).MakeGenericType(arguments);
        var items = Array.CreateInstance(element, full ? 3 : 0);
        for (var index = 0; index < items.Length; index++)
        {
            items.SetValue(Activate(element, arguments, full), index);
        }

        var maker = type.Namespace == typeof(ImmutableArray).Namespace ? Type.GetType($"{type.FullName!.Split('`')[0]}, {type.Assembly.FullName}") : null;
        return maker is null
            ? Activator.CreateInstance(type, arguments.Length == 1 ? items : Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(arguments), items))!
            : maker.GetMethods().Single(method => method.Name == "CreateRange" && method.GetParameters().Length == 1 && method.GetGenericArguments().Length == arguments.Length)
                .MakeGenericMethod(arguments).Invoke(null, [items])!;
    }

    private object? Activate(Type element, Type[] arguments, bool full) =>
        arguments.Length == 1 ? Make(element, full) : Activator.CreateInstance(element, [.. arguments.Select(argument => Make(argument, full))]);

    private object? MakeScalar(Type type)
    {
        next++;
        return Type.GetTypeCode(type) switch
        {
            TypeCode.String => $"text {next}",
            TypeCode.Object when type == typeof(Guid) => new Guid(next, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10),
            TypeCode.Object when type == typeof(TimeSpan) => TimeSpan.FromTicks(next * 12345L),
            TypeCode.Object when type == typeof(DateTimeOffset) => new DateTimeOffset(2026, 1, 1, 0, 0, next % 60, TimeSpan.FromHours(2)),
            TypeCode.Object when type == typeof(Uri) => new Uri($"http://127.0.0.1:{1000 + next}/"),
            TypeCode.Object => null,
            TypeCode.Boolean => next % 2 == 1,
            TypeCode.Double => next + 0.5,
            var code => Convert.ChangeType(next % 100, code),
        };
    }

    private object MakeRecord(Type type, bool full)
    {
        var constructor = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(candidate => candidate.GetParameters() is not [{ } only] || only.ParameterType != type)
            .MaxBy(candidate => candidate.GetParameters().Length)
            ?? throw new InvalidOperationException($"{type} cannot be made here: teach {nameof(SampleMessages)} how");
        var value = constructor.Invoke([.. constructor.GetParameters().Select(parameter => Make(parameter.ParameterType, full))]);
        foreach (var property in type.GetProperties().Where(property => property.SetMethod is not null && constructor.GetParameters().All(parameter => !string.Equals(parameter.Name, property.Name, StringComparison.OrdinalIgnoreCase))))
        {
            property.SetValue(value, Make(property.PropertyType, full));
        }

        return value;
    }
}
