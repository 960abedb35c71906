using QkdMec.Grains.Hosting;

namespace QkdMec.Grains.MecHosts.Registries;

/// <summary>Answers for its host.</summary>
[HostPlaced]
internal sealed class HostPulseGrain : Grain, IHostPulseGrain
{
    public Task AnswerAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
