using QkdMec.Grains.KeyListeners;

namespace QkdMec.Tests.Simulation.KeyNetworks;

/// <summary>Counts what listeners of a site ask each other, so that a world can demand that they do.</summary>
internal sealed class AskedListeners(Action asked) : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.InterfaceMethod.DeclaringType == typeof(IKeyListenerGrain))
        {
            asked();
        }

        return context.Invoke();
    }
}
