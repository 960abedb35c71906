using QkdMec.Grains.AppContexts;

namespace QkdMec.Tests.Simulation.Mec;

/// <summary>
/// Is a context there completely or not at all, whenever the process is killed? It is killed at every single effect of an operation:
/// before and after each write and each call between grains. An intention that nothing was done about may stay stored; it holds nothing, and whoever
/// creates the context takes it up.
/// </summary>
public sealed class InterruptedContextTests(ITestOutputHelper test)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Creation_WhenKilledAtAnyStep_IsThereCompletelyOrNotAtAll(ulong seed)
    {
        var steps = Steps(seed, system => system.CreateAsync, "Created", isMade: false);
        AssertMet(
            steps, "write context", "call FindAsync", "call PlaceAsync", "call ReserveAsync", "write host", "call ReserveRateAsync", "write network",
            "call AddAsync", "write index", "call BindAsync", "write security", "call ConfirmAsync");
        var ends = new List<bool>();
        for (var at = 1; at <= steps.Count; at++)
        {
            using var system = new InterruptedSystem(seed);
            var answer = system.Kill(at, system.CreateAsync);
            var view = Check(system, at, steps);
            Assert.False(answer == "Created" && view is null, $"killed at {at}, {steps[at - 1]}: the context was acknowledged and is lost");
            ends.Add(view is not null);

            // What is not there leaves its id free, and what is there stays as it was answered.
            Assert.Equal("Created", system.Do(system.CreateAsync));
            Assert.NotNull(Check(system, at, steps));
        }

        AssertBoth(ends);
    }

    [Theory]
    [InlineData(1, MoveReason.HostDrained)]
    [InlineData(2, MoveReason.HostDrained)]
    [InlineData(1, MoveReason.HostFailed)]
    [InlineData(2, MoveReason.HostFailed)]
    public void Move_WhenKilledAtAnyStep_LeavesTheContextOnExactlyOneHost(ulong seed, MoveReason reason)
    {
        var steps = Steps(seed, system => Moving(system, reason), "Moved", isMade: true);
        AssertMet(
            steps, "write context", "call PlaceAsync", "call ReserveAsync", "write host", "call ReserveRateAsync", "write network", "call AddAsync",
            "write index", "call BindAsync", "write security", "call BeginReleaseAsync", "call ConfirmAsync", "call ReleaseRateAsync", "call FinishReleaseAsync");
        var ends = new List<bool>();
        for (var at = 1; at <= steps.Count; at++)
        {
            using var system = Made(seed);
            var before = system.View()!;
            var answer = system.Kill(at, Moving(system, reason));
            var view = Check(system, at, steps);
            Assert.Equal((before.Id, before.CreatedAt, before.AppDId), (view?.Id, view?.CreatedAt, view?.AppDId));
            Assert.False(answer == "Moved" && view!.Host == before.Host, $"killed at {at}, {steps[at - 1]}: the move was acknowledged and did not happen");
            ends.Add(view!.Host != before.Host);
        }

        AssertBoth(ends);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Deletion_WhenKilledAtAnyStep_LeavesAllOrNothing(ulong seed)
    {
        var steps = Steps(seed, system => system.DeleteAsync, "True", isMade: true);
        AssertMet(
            steps, "call BeginReleaseAsync", "write host", "write context", "call CloseAsync", "clear security", "call RemoveAsync", "write index",
            "call ReleaseRateAsync", "write network", "call FinishReleaseAsync", "clear context");
        var ends = new List<bool>();
        for (var at = 1; at <= steps.Count; at++)
        {
            using var system = Made(seed);
            var answer = system.Kill(at, system.DeleteAsync);
            var view = Check(system, at, steps);
            Assert.False(answer == "True" && view is not null, $"killed at {at}, {steps[at - 1]}: the deletion was acknowledged and the context is there");
            ends.Add(view is not null);
        }

        AssertBoth(ends);
    }

    [Fact]
    public void Check_WhenHostsNeverAsk_FindsWhatIsHeldForNobody()
    {
        var steps = Steps(1, system => system.CreateAsync, "Created", isMade: false);
        using var system = new InterruptedSystem(1, settleAfter: TimeSpan.FromDays(365));

        system.Kill(steps.IndexOf("after call BindAsync") + 1, system.CreateAsync);

        Assert.Null(system.View());
        Assert.NotEqual(system.Expected(null), system.Held());
    }

    private static Func<Task<string>> Moving(InterruptedSystem system, MoveReason reason)
    {
        var from = system.View()!.Host;
        return () => system.MoveAsync(from, reason);
    }

    private static InterruptedSystem Made(ulong seed)
    {
        var system = new InterruptedSystem(seed);
        Assert.Equal("Created", system.Do(system.CreateAsync));
        return system;
    }

    private static AppContextView? Check(InterruptedSystem system, int at, IReadOnlyList<string> steps)
    {
        var view = system.View();
        var (expected, held) = (system.Expected(view?.Host), system.Held());
        Assert.True(expected == held, $"killed at {at}, {steps[at - 1]}: held is {held} instead of {expected}");
        return view;
    }

    private static void AssertMet(IReadOnlyList<string> steps, params string[] known) =>
        Assert.All(known, step => Assert.True(steps.Contains($"before {step}") && steps.Contains($"after {step}"), $"'{step}' was not met"));

    private static void AssertBoth(IReadOnlyList<bool> ends)
    {
        Assert.Contains(true, ends);
        Assert.Contains(false, ends);
    }

    private List<string> Steps(ulong seed, Func<InterruptedSystem, Func<Task<string>>> operation, string answer, bool isMade)
    {
        using var system = isMade ? Made(seed) : new InterruptedSystem(seed);
        Assert.Equal(answer, system.Kill(0, operation(system)));
        test.WriteLine($"{system.Effects.Count} effects: {string.Join("; ", system.Effects)}");
        return [.. system.Effects];
    }
}
