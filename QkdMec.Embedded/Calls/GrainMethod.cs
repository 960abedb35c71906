using System.Linq.Expressions;
using System.Reflection;
using Orleans;
using Orleans.Concurrency;

namespace QkdMec.Embedded.Calls;

/// <summary>A method of a grain interface, with what is needed to call it without reflection.</summary>
internal abstract class GrainMethod(MethodInfo method)
{
    private Func<object, object?[], Task>? _invoker;

    public MethodInfo InterfaceMethod => method;

    public string InterfaceName { get; } = MessageTypes.NameOf(method.DeclaringType!);

    public string Name { get; } = method.GetCustomAttribute<AliasAttribute>()?.Alias ?? method.Name;

    public Type[] ParameterTypes { get; } = [.. method.GetParameters().Select(parameter => parameter.ParameterType)];

    /// <summary>Where the cancellation token stands; -1 when there is none.</summary>
    public int TokenIndex { get; } = Array.FindIndex(method.GetParameters(), parameter => parameter.ParameterType == typeof(CancellationToken));

    public bool AlwaysInterleaves { get; } = method.IsDefined(typeof(AlwaysInterleaveAttribute));

    public bool IsReadOnly { get; } = method.IsDefined(typeof(ReadOnlyAttribute));

    /// <summary>What the method's task yields; null for a task without result.</summary>
    public Type? ResultType { get; } = ResultTypeOf(method.ReturnType);

    public static GrainMethod For(MethodInfo method) =>
        (GrainMethod)Activator.CreateInstance(typeof(GrainMethodOf<>).MakeGenericType(ResultTypeOf(method.ReturnType) ?? typeof(object)), method)!;

    public static Type? ResultTypeOf(Type returned) => returned.IsGenericType ? returned.GetGenericArguments()[0] : null;

    /// <summary>Calls the grain object.</summary>
    public Task Invoke(object grain, object?[] arguments) => (_invoker ??= Compile())(grain, arguments);

    public abstract PendingCall NewCall(CallEndpoint source, string subject);

    /// <summary>The pending call as the method's return type.</summary>
    public abstract object Returned(PendingCall call);

    /// <summary>The result of a completed task of this method.</summary>
    public abstract object? ResultOf(Task completed);

    private Func<object, object?[], Task> Compile()
    {
        var grain = Expression.Parameter(typeof(object));
        var arguments = Expression.Parameter(typeof(object?[]));
        Expression call = Expression.Call(
            Expression.Convert(grain, method.DeclaringType!),
            method,
            ParameterTypes.Select((type, index) => Expression.Convert(Expression.ArrayIndex(arguments, Expression.Constant(index)), type)));
        if (!typeof(Task).IsAssignableFrom(method.ReturnType))
            call = Expression.Call(call, method.ReturnType.GetMethod(nameof(ValueTask.AsTask))!);

        return Expression.Lambda<Func<object, object?[], Task>>(call, grain, arguments).Compile();
    }
}
