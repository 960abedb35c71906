using System.Diagnostics;

namespace QkdMec.Tests.Hosting.Orleans.Machines;

/// <summary>The measure of a recovery must not be pleased too early.</summary>
public sealed class RecoveryTests
{
    private static readonly long Second = Stopwatch.Frequency;
    private readonly Recovery recovery = new(10 * Second, new Dictionary<LoadKind, int> { [LoadKind.Invocation] = 2, [LoadKind.Keys] = 1 });

    [Fact]
    public void Served_ByARequestOfBeforeTheEnd_DoesNotCount()
    {
        recovery.Served(LoadKind.Keys, 0, (10 * Second) - 1, 11 * Second);
        Assert.Empty(recovery.Took);
    }

    [Fact]
    public void AKind_IsServedAgain_WhenAllItsClientsAre()
    {
        recovery.Served(LoadKind.Invocation, 0, 10 * Second, 11 * Second);
        recovery.Served(LoadKind.Invocation, 0, 11 * Second, 12 * Second);
        Assert.Empty(recovery.Took);
        recovery.Served(LoadKind.Invocation, 1, 12 * Second, 14 * Second);
        recovery.Served(LoadKind.Invocation, 1, 14 * Second, 15 * Second);
        Assert.Equal(TimeSpan.FromSeconds(4), recovery.Took[LoadKind.Invocation]);
        Assert.False(recovery.Done.IsCompleted);
        Assert.Equal("keys of 0", recovery.Missing);

        recovery.Served(LoadKind.Keys, 0, 14 * Second, 16 * Second);
        Assert.True(recovery.Done.IsCompleted);
    }
}
