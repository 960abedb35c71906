namespace QkdMec.Tests.Simulation.Networks;

/// <summary>Stands in for what a process starts beside its silo: made, and so run, once in each life of a silo.</summary>
internal sealed class StartOfSilo : IIncomingGrainCallFilter
{
    public StartOfSilo(Action start) => start();

    public Task Invoke(IIncomingGrainCallContext context) => context.Invoke();
}
