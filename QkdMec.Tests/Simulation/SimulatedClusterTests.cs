using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using QkdMec.Embedded.Activations;
using QkdMec.Embedded.Simulation;
using QkdMec.Tests.Simulation.Probes;

namespace QkdMec.Tests.Simulation;

/// <summary>Does the simulator give what Orleans promises, no more, and notice when a run leaves its rails?</summary>
public sealed class SimulatedClusterTests : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    private readonly ProbeNotes _notes = new();
    private readonly SimulatedCluster _simulation;
    private readonly IGrainFactory _client;

    public SimulatedClusterTests()
    {
        _simulation = new SimulatedCluster(new SimulationOptions
        {
            Seed = 11,
            Cluster = new GrainClusterOptions { Types = [typeof(ProbeGrain)], ResponseTimeout = Timeout },
            LongestTime = TimeSpan.FromDays(1),
        });
        _simulation.AddSilo(new SiloDefinition("one", ImmutableDictionary<string, string>.Empty, services => services.AddSingleton(_notes)));
        _client = _simulation.AddClient("client");
    }

    private IProbeGrain Grain => _client.GetGrain<IProbeGrain>("probe");

    public void Dispose() => _simulation.Dispose();

    [Fact]
    public void Calls_ManyToAFreshGrain_ComeInAnotherOrder()
    {
        int[] order = [];
        _simulation.Run(async () => order = await Task.WhenAll(Enumerable.Range(0, 1000).Select(_ => Grain.NextAsync())));

        Assert.NotEqual(Enumerable.Range(1, 1000), order);
        Assert.Equal(Enumerable.Range(1, 1000), order.Order());
    }

    [Fact]
    public void Time_IsVirtual()
    {
        _simulation.Run(() => Grain.WaitAsync(Timeout / 2));
        Assert.InRange(_simulation.Elapsed, Timeout / 2, Timeout);

        _simulation.RunFor(TimeSpan.FromHours(20));
        Assert.True(_simulation.Elapsed >= TimeSpan.FromHours(20));
    }

    [Fact]
    public void Call_ThatTimedOut_MayStillRun()
    {
        _simulation.Run(() => Assert.ThrowsAsync<TimeoutException>(() => Grain.WaitAsync(Timeout * 2)));
        Assert.Equal(0, _notes.Waits);

        _simulation.RunFor(Timeout * 2);
        Assert.Equal(1, _notes.Waits);
    }

    [Fact]
    public void Call_WhenItsSiloCrashes_TimesOutAndNeverRuns()
    {
        _simulation.Run(async () =>
        {
            var call = Grain.WaitAsync(Timeout / 2);
            _simulation.At(Timeout / 4, () => _simulation.CrashSilo("one"));
            await Assert.ThrowsAsync<TimeoutException>(() => call);
        });

        Assert.InRange(_simulation.Elapsed, Timeout, Timeout * 1.1);
        _simulation.RunFor(TimeSpan.FromMinutes(1));
        Assert.Equal(0, _notes.Waits);
    }

    [Fact]
    public void DeclaredDead_ThatRunsOn_LeavesTwoActivationsOfAGrain()
    {
        _simulation.Run(async () =>
        {
            var old = Grain.WaitAsync(Timeout / 2);
            await Task.Delay(Timeout / 4, _simulation.Clock);
            _simulation.DeclareDead("one", runsOnFor: Timeout);
            Assert.Equal(1, await Grain.NextAsync());
            Assert.Equal(0, _notes.Waits);
            await old;
        });

        Assert.Equal((2, 1), (_notes.Activations, _notes.Waits));
    }

    [Fact]
    public void Activation_ThatNobodyCalls_IsCollected()
    {
        _simulation.Run(async () => Assert.Equal(1, await Grain.NextAsync()));
        _simulation.RunFor(TimeSpan.FromMinutes(5));
        Assert.Equal((1, 1), (_notes.Activations, _notes.Deactivations));

        _simulation.Run(async () => Assert.Equal(1, await Grain.NextAsync()));
    }

    [Fact]
    public void Partition_LosesCallsUntilItEnds()
    {
        _simulation.Partition("client", "one", Timeout * 2);
        _simulation.Run(() => Assert.ThrowsAsync<TimeoutException>(Grain.NextAsync));
        _simulation.RunFor(Timeout * 2);

        _simulation.Run(async () => Assert.Equal(1, await Grain.NextAsync()));
    }

    [Fact]
    public void JumpClock_MovesTheWallClockOfThatSiloOnly()
    {
        _simulation.JumpClock("one", TimeSpan.FromHours(-3));

        _simulation.Run(async () => Assert.InRange(
            _simulation.Clock.GetUtcNow() - await Grain.ClockAsync(), TimeSpan.FromHours(2.9), TimeSpan.FromHours(3.1)));
    }

    [Fact]
    public void Turn_FromAForeignThread_FailsTheRun()
    {
        var error = Assert.Throws<SimulationException>(() => _simulation.Run(() => Grain.LeaveTheThreadAsync()));

        Assert.Contains("foreign thread", error.Message);
    }

    [Fact]
    public void Run_ThatHangs_FailsWithWhatWaits()
    {
        Func<Task> hang = async () =>
        {
            _ = Grain.WaitForEverAsync();
            await new TaskCompletionSource().Task;
        };
        var error = Assert.Throws<SimulationException>(() => _simulation.Run(hang));

        Assert.Contains("too many", error.Message);
        Assert.Contains("Seed 11", error.Message);
    }
}
