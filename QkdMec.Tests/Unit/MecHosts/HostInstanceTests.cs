using QkdMec.Grains.Identity;
using QkdMec.Grains.MecHosts;

namespace QkdMec.Tests.Unit.MecHosts;

/// <summary>Do an application's instances on a host grow and shrink with its contexts, and take their memory?</summary>
public sealed class HostInstanceTests
{
    private static readonly TimeSpan Now = TimeSpan.FromMinutes(1);

    private readonly MecHostState state = new();
    private readonly HostLedger ledger;

    public HostInstanceTests() => ledger = new HostLedger(state, new HostDescription
    {
        Id = HostId.Parse("edge/edge-1"), Kme = KmeId.Parse("kme-edge"), Contexts = 3, MemoryMegabytes = 100,
    });

    [Fact]
    public void Reserve_OfMoreThanAnInstanceServes_TakesTheMemoryOfAnother_AndGivesItBack()
    {
        var first = Scaled(2);
        Scaled(2);
        Assert.Equal((1, 40), Instances());
        var third = Scaled(2);
        Assert.Equal((2, 80), Instances());

        Release(third);
        Assert.Equal((1, 40), Instances());
        Release(first);
        Assert.Equal((1, 40), Instances());
    }

    [Fact]
    public void Reserve_WhenAnotherInstanceDoesNotFit_IsRefused_UntilAContextGoes()
    {
        var narrow = new HostLedger(state, new HostDescription { Id = HostId.Parse("edge/edge-1"), Kme = KmeId.Parse("kme-edge"), MemoryMegabytes = 79 });
        var held = narrow.Reserve(Wanted(40, 1), Now);
        Assert.Equal(ReserveStatus.NoMemoryLeft, narrow.Reserve(Wanted(40, 1), Now).Status);

        narrow.Drop(held.Ticket);
        Assert.Equal(ReserveStatus.Reserved, narrow.Reserve(Wanted(40, 1), Now).Status);
    }

    [Fact]
    public void Describe_OfContextsOfDifferentDescriptors_CountsTheLargerNeed()
    {
        ledger.Reserve(new HostReservation(new ContextId("c"), "s", 10), Now);
        Scaled(1);
        Assert.Equal((2, 80), Instances());
    }

    [Fact]
    public void Instances_OfHugeNeeds_DoNotOverflow()
    {
        var huge = new DeployedApp("s", 1_000, 1_000_000_000) { ContextsPerInstance = 1 };
        Assert.Equal(int.MaxValue, huge.TotalMegabytes);
        state.Confirmed.AddRange([huge, huge with { AppDId = "t" }]);
        Assert.Equal(int.MaxValue, ledger.Describe().MemoryUsedMegabytes);
        Assert.Equal(ReserveStatus.NoContextLeft, ledger.Reserve(Wanted(10, null), Now).Status);
    }

    private long Scaled(int contextsPerInstance)
    {
        var outcome = ledger.Reserve(Wanted(40, contextsPerInstance), Now);
        Assert.Equal(ReserveStatus.Reserved, outcome.Status);
        return outcome.Ticket;
    }

    private (int Instances, int Megabytes) Instances()
    {
        var app = Assert.Single(ledger.Describe().Apps);
        return (app.Instances, ledger.Describe().MemoryUsedMegabytes);
    }

    private void Release(long ticket) => ledger.FinishRelease(ledger.BeginRelease(new HostRelease(new ContextId("c"), "s", ticket), Now));

    private static HostReservation Wanted(int memory, int? contextsPerInstance) =>
        new(new ContextId("c"), "s", memory) { ContextsPerInstance = contextsPerInstance };
}
