using QkdMec.Grains.SecurityContexts;

namespace QkdMec.Tests.Simulation.SecurityContexts;

/// <summary>Sees every call at the host end of a context, also those whose answers are lost on the way.</summary>
internal sealed class ContextWatch(SecurityHistory history) : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        if (context.Grain is not SecurityContextGrain || RequestContext.Get(Exchange.Key) is not long number)
        {
            await context.Invoke();
            return;
        }

        var exchange = history.Exchanges[(int)number];
        exchange.Activation = history.NumberOf(context.Grain);
        var above = history.HighestGenerationOf(exchange.Context);
        await context.Invoke();
        switch (context.Result)
        {
            case NegotiationOutcome negotiated:
                history.Negotiated(exchange, negotiated);
                break;
            case KeyActivationOutcome activated:
                history.Activated(exchange, activated, above);
                break;
            case InvocationOutcome invoked:
                history.Invoked(exchange, invoked);
                break;
        }
    }
}
