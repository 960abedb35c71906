using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using QkdMec.Embedded.Activations;
using QkdMec.Tests.Simulation.Probes;

namespace QkdMec.Tests.Hosting;

/// <summary>Does a cluster end in order?</summary>
public sealed class StopTests
{
    private readonly ProbeNotes _notes = new();
    private readonly GrainCluster _cluster = new(new GrainClusterOptions { Types = [typeof(ProbeGrain)] });

    private readonly GrainSilo _silo;

    public StopTests() => _silo = _cluster.StartSilo(
        new SiloDefinition("one", ImmutableDictionary<string, string>.Empty, services => services.AddSingleton(_notes)));

    private IGrainFactory Grains => _silo.GrainFactory;

    [Fact]
    public async Task Stop_DeactivatesEveryGrain()
    {
        for (var index = 0; index < 10; index++)
        {
            await Grains.GetGrain<IProbeGrain>($"probe-{index}").NextAsync();
        }

        await _cluster.StopAsync(TestContext.Current.CancellationToken);

        Assert.Equal((10, 10), (_notes.Activations, _notes.Deactivations));
    }

    [Fact]
    public async Task Stop_WhenACallHangs_EndsAtItsDeadlineAndFailsTheCall()
    {
        var hanging = Grains.GetGrain<IProbeGrain>("hangs").WaitForEverAsync();

        await _cluster.StopAsync(new CancellationToken(canceled: true));

        // As a rejection when the call had not come to its grain yet.
        await Assert.ThrowsAnyAsync<OrleansException>(() => hanging);
        await Assert.ThrowsAsync<OrleansException>(() => Grains.GetGrain<IProbeGrain>("late").NextAsync());
    }
}
