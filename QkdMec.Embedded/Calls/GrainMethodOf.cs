using System.Reflection;

namespace QkdMec.Embedded.Calls;

/// <summary>A method whose task yields <typeparamref name="TResult"/>, or nothing.</summary>
internal sealed class GrainMethodOf<TResult>(MethodInfo method) : GrainMethod(method)
{
    private readonly bool _returnsTask = typeof(Task).IsAssignableFrom(method.ReturnType);

    public override PendingCall NewCall(CallEndpoint source, string subject) => new PendingCallOf<TResult>(source, subject);

    public override object Returned(PendingCall call)
    {
        var task = ((PendingCallOf<TResult>)call).TypedTask;
        return _returnsTask ? task : ResultType is null ? new ValueTask(task) : new ValueTask<TResult>(task);
    }

    public override object? ResultOf(Task completed) => ResultType is null ? null : ((Task<TResult>)completed).Result;
}
