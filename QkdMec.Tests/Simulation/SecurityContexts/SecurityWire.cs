using QkdMec.Client.Saes;
using QkdMec.Embedded.Simulation;
using QkdMec.Tests.Simulation.Checkers;

namespace QkdMec.Tests.Simulation.SecurityContexts;

/// <summary>The line between the client perimeter and the gateway: slow, broken now and then, and in an attacker's hands.</summary>
internal sealed class SecurityWire(SimulatedCluster simulation, GatewayFront gateway, SecurityHistory history)
{
    private const double FaultRate = 0.01;
    private const double AttackRate = 0.15;

    private static readonly TimeSpan Quick = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(3);
    private static readonly PromptnessChecker Promptness = new(TimeSpan.FromSeconds(6.5));

    public SecurityHistory History => history;

    public SimulatedCluster Simulation => simulation;

    /// <summary>Set once: who sits on the line.</summary>
    public Attacker Attacker { get; set; } = null!;

    /// <summary>Carries a request of the client's SAE, whose process has that clock: a process that dies hears no answer.</summary>
    public async Task<ChannelAnswer> CarryAsync(WorldContext context, string operation, byte[] body, TimeProvider clock)
    {
        if (Strikes(FaultRate))
        {
            return ChannelAnswer.Of(ChannelAnswer.Unreachable);
        }

        await DelayAsync(clock);
        if (Strikes(FaultRate))
        {
            return ChannelAnswer.Of(ChannelAnswer.Broken);
        }

        var answer = operation == "invocations" ? await InvokeAsync(context, body)
            : operation == "key" ? await ActivateAsync(context, body)
            : await PostAsync(context, operation, body, isForeign: false);
        await DelayAsync(clock);
        return Strikes(FaultRate) ? ChannelAnswer.Of(ChannelAnswer.Broken) : answer;
    }

    /// <summary>Posts a request to the gateway, which answers soon whatever is dead.</summary>
    public async Task<ChannelAnswer> PostAsync(WorldContext context, string operation, byte[] body, bool isForeign)
    {
        RequestContext.Set(Exchange.Key, history.NewExchange(context, body, isForeign).Number);
        var start = simulation.Elapsed;
        var reply = await gateway.PostAsync(context, operation, body);
        history.Watch(() => Promptness.Answered(operation, simulation.Elapsed - start));
        return reply.ToAnswer();
    }

    private async Task<ChannelAnswer> InvokeAsync(WorldContext context, byte[] message)
    {
        history.Sent(context, message);
        if (Strikes(FaultRate))
        {
            // The connection breaks while the host works on it.
            _ = PostAsync(context, "invocations", message, isForeign: false);
            return ChannelAnswer.Of(ChannelAnswer.Broken);
        }

        var answer = Strikes(AttackRate)
            ? await Attacker.CarryAsync(context, message)
            : await PostAsync(context, "invocations", message, isForeign: false);
        Attacker.Record(context, message, answer);
        history.Answered(context, message, answer.Body);
        return answer;
    }

    private Task<ChannelAnswer> ActivateAsync(WorldContext context, byte[] body)
    {
        Attacker.RecordActivation(context, body);
        return PostAsync(context, "key", body, isForeign: false);
    }

    private Task DelayAsync(TimeProvider clock) =>
        Task.Delay(simulation.Random.Between(TimeSpan.Zero, Strikes(FaultRate) ? Slow : Quick), clock);

    private bool Strikes(double rate) => simulation.Faults.IsOn && simulation.Random.Chance(rate);
}
