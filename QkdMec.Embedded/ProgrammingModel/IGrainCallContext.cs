using System.Reflection;

namespace Orleans;

/// <summary>A call on its way.</summary>
public interface IGrainCallContext
{
    /// <summary>The grain called.</summary>
    object Grain { get; }

    /// <summary>The name of the grain interface.</summary>
    string InterfaceName { get; }

    /// <summary>The name of the method.</summary>
    string MethodName { get; }

    /// <summary>The method of the interface.</summary>
    MethodInfo InterfaceMethod { get; }

    /// <summary>What the caller will get.</summary>
    object? Result { get; set; }

    /// <summary>Goes on with the call.</summary>
    Task Invoke();
}
