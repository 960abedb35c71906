using System.Reflection;
using Orleans;
using Orleans.Runtime;
using QkdMec.Embedded.Activations;

namespace QkdMec.Embedded.Calls;

/// <summary>A call that passes the silo's filters on its way to the grain.</summary>
internal sealed class FilteredCall(GrainActivation activation, GrainMethod method, object?[] arguments) : IIncomingGrainCallContext
{
    private int _next;

    public IGrainContext TargetContext => activation;

    public object Grain => activation.Instance!;

    public string InterfaceName => method.InterfaceName;

    public string MethodName => method.InterfaceMethod.Name;

    public MethodInfo InterfaceMethod => method.InterfaceMethod;

    public MethodInfo ImplementationMethod
    {
        get
        {
            var map = activation.Class.Type.GetInterfaceMap(method.InterfaceMethod.DeclaringType!);
            return map.TargetMethods[Array.IndexOf(map.InterfaceMethods, method.InterfaceMethod)];
        }
    }

    public object? Result { get; set; }

    public async Task Invoke()
    {
        if (_next < activation.Silo.Filters.Length)
        {
            await activation.Silo.Filters[_next++].Invoke(this);
            return;
        }

        var task = method.Invoke(activation.Instance!, arguments);
        await task;
        Result = method.ResultOf(task);
    }
}
