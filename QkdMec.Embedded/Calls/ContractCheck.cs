using System.Collections.Immutable;
using System.Reflection;
using Orleans;
using QkdMec.Embedded.Activations;

namespace QkdMec.Embedded.Calls;

/// <summary>Finds what Orleans' analysers, code generator or start would refuse, so that it is refused here too.</summary>
internal sealed class ContractCheck
{
    private readonly List<string> _faults = [];
    private readonly HashSet<Type> _checked = [];
    private IReadOnlyList<Type> _messages = [];

    public IReadOnlyList<string> Faults => _faults;

    public void CheckAll(IReadOnlyList<Type> messages, IReadOnlyList<Type> interfaces, IReadOnlyList<Type> classes)
    {
        _messages = messages;
        foreach (var message in messages)
            CheckNumbers(message);

        foreach (var method in interfaces.SelectMany(type => type.GetMethods()))
            CheckMethod(method);

        RefuseShared(messages.Concat(interfaces), MessageTypes.NameOf, "alias");
        RefuseShared(classes, type => new GrainClass(type).Name, "grain type name");
        RefuseShared(
            interfaces.SelectMany(type => type.GetMethods()),
            method => $"{method.DeclaringType}.{method.GetCustomAttribute<AliasAttribute>()?.Alias ?? method.Name}",
            "method name or alias");
    }

    /// <summary>What crosses silos needs a name and numbers; so does a state that Orleans keeps in memory.</summary>
    private void CheckNumbers(Type message)
    {
        Refuse(message.IsDefined(typeof(AliasAttribute), false), $"{message} has no [Alias].");
        if (!message.IsEnum)
        {
            _faults.AddRange(MessageTypes.UnnumberedOf(message).Select(name => $"{message}.{name} has no [Id]."));
            RefuseShared(MessageTypes.DeclaredBy(message), member => $"{message} {member.Id}", "[Id]");
        }
    }

    /// <summary>What a method takes or returns is handed over uncopied within a silo, so nobody may change it.</summary>
    private void CheckMessage(Type message)
    {
        if (!_checked.Add(message))
            return;

        foreach (var member in MessageTypes.DeclaredBy(message))
        {
            var where = $"{message}.{member.Info.Name}";
            Refuse(member.IsInitOnly, $"{where} must be a property with 'get' and 'init', so that nobody changes it.");
            CheckType(member.Type, where);
        }

        foreach (var relative in _messages.Where(type => type.BaseType == message || type == message.BaseType))
            CheckMessage(relative);
    }

    private void CheckMethod(MethodInfo method)
    {
        var where = $"{method.DeclaringType}.{method.Name}";
        var returned = method.ReturnType;
        var shape = returned.IsGenericType ? returned.GetGenericTypeDefinition() : returned;
        Refuse(
            shape == typeof(Task) || shape == typeof(ValueTask) || shape == typeof(Task<>) || shape == typeof(ValueTask<>),
            $"{where} returns {returned}: a grain method returns a task.");
        Refuse(!method.IsGenericMethod, $"{where} is generic.");
        if (shape.IsGenericTypeDefinition)
            CheckType(returned.GetGenericArguments()[0], $"{where} (result)");

        var parameters = method.GetParameters();
        foreach (var parameter in parameters)
        {
            if (parameter.ParameterType == typeof(CancellationToken))
                Refuse(parameter.Position == parameters.Length - 1, $"{where} has its cancellation token not last.");
            else
                CheckType(parameter.ParameterType, $"{where} ({parameter.Name})");
        }
    }

    /// <summary>Only what needs no copy in a local call and has a serializer for the others.</summary>
    private void CheckType(Type type, string where)
    {
        if (MessageCodec.IsScalar(type))
            return;

        if (MessageCodec.IsCollection(type) || Nullable.GetUnderlyingType(type) is not null)
        {
            foreach (var argument in type.GetGenericArguments())
                CheckType(argument, where);

            return;
        }

        if (MessageTypes.IsMessage(type))
        {
            CheckMessage(type);
            return;
        }

        _faults.Add($"{where} is a {type}: allowed are numbers, text, times, enums, {nameof(ImmutableArray)}, {nameof(ImmutableList)}, {nameof(ImmutableDictionary)} and types with [GenerateSerializer].");
    }

    private void RefuseShared<T>(IEnumerable<T> items, Func<T, string> name, string what) =>
        _faults.AddRange(items.GroupBy(name).Where(group => group.Count() > 1).Select(group => $"The {what} '{group.Key}' is used {group.Count()} times."));

    private void Refuse(bool holds, string fault)
    {
        if (!holds)
            _faults.Add(fault);
    }
}
