namespace QkdMec.Tests.Simulation.Mec;

/// <summary>Counts calls when they reach a grain, and again when it has answered.</summary>
internal sealed class CountedCalls(EffectCounter effects) : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await effects.PassAsync($"before call {context.MethodName}");
        await context.Invoke();
        await effects.PassAsync($"after call {context.MethodName}");
    }
}
