namespace QkdMec.Tests.Hosting.Orleans.Machines;

/// <summary>A short run must have every kind of fault, and a seed must bring the same ones again.</summary>
public sealed class FaultDeckTests
{
    private static readonly string[] Disks = [LaidOutCluster.Clinic, LaidOutCluster.Edge];

    [Fact]
    public void Draw_IsTheSameForASeed() => Assert.Equal(Draw(3, Disks, 50), Draw(3, Disks, 50));

    [Fact]
    public void Draw_HasEveryKindAmongTheFirstSix_AndKillsEveryMachineBeforeOneTwice()
    {
        var faults = Draw(5, Disks, 60);
        Assert.Equal(Enum.GetValues<FaultKind>(), faults.Take(6).Select(fault => fault.Kind).Distinct().Order());
        Assert.Equal(LaidOutCluster.Machines.Order(), faults.Where(fault => fault.Kind == FaultKind.Kill).Take(5).Select(fault => fault.Machine).Order());
        Assert.All(faults, fault => Assert.NotEqual(fault.Machine, fault.Other));
    }

    [Fact]
    public void Draw_WithoutDisks_FillsNone() => Assert.DoesNotContain(Draw(1, [], 60), fault => fault.Kind == FaultKind.Disk);

    [Fact]
    public void Draw_WithoutKinds_HasTheOthers()
    {
        var faults = Draw(2, Disks, 30, FaultKind.Disk, FaultKind.Kill);
        Assert.Equal([FaultKind.Cut, FaultKind.Part, FaultKind.Database], faults.Select(fault => fault.Kind).Distinct().Order());
    }

    private static List<Fault> Draw(int seed, string[] disks, int count, params FaultKind[] without)
    {
        var deck = new FaultDeck(seed, disks, without);
        return [.. Enumerable.Range(0, count).Select(_ => deck.Draw())];
    }
}
