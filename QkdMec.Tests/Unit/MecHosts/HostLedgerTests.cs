using QkdMec.Grains.Identity;
using QkdMec.Grains.MecHosts;

namespace QkdMec.Tests.Unit.MecHosts;

/// <summary>Is room held once, given back once, and never lost?</summary>
public sealed class HostLedgerTests
{
    private static readonly TimeSpan Now = TimeSpan.FromMinutes(1);

    private readonly MecHostState state = new();
    private readonly HostLedger ledger;

    public HostLedgerTests() => ledger = new HostLedger(state, new HostDescription
    {
        Id = HostId.Parse("edge/edge-1"), Kme = KmeId.Parse("kme-edge"), Contexts = 3, MemoryMegabytes = 100,
    });

    [Fact]
    public void Reserve_WhenAllContextsAreInUse_IsRefused()
    {
        Reserve("a", 10);
        Confirm(Reserve("a", 10));
        Reserve("b", 10);

        Assert.Equal(ReserveStatus.NoContextLeft, ledger.Reserve(Wanted("a", 10), Now).Status);
    }

    [Fact]
    public void Reserve_WhenApplicationDoesNotFit_IsRefused_ButFitsWhereItRuns()
    {
        Reserve("a", 60);

        Assert.Equal(ReserveStatus.NoMemoryLeft, ledger.Reserve(Wanted("b", 41), Now).Status);
        Assert.Equal(ReserveStatus.Reserved, ledger.Reserve(Wanted("a", 60), Now).Status);
        Assert.Equal(ReserveStatus.Reserved, ledger.Reserve(Wanted("b", 40), Now).Status);
    }

    [Fact]
    public void Confirm_Twice_CountsOnce()
    {
        var ticket = Reserve("a", 10);

        Assert.True(ledger.Confirm(ticket));
        Assert.False(ledger.Confirm(ticket));
        Assert.Equal(1, ledger.Describe().ContextsUsed);
        Assert.Equal(0, ledger.Describe().Unsettled);
    }

    [Fact]
    public void Drop_OfAReservation_GivesRoomBack_AndALateConfirmDoesNothing()
    {
        var ticket = Reserve("a", 10);

        Assert.True(ledger.Drop(ticket));
        Assert.False(ledger.Confirm(ticket));
        Assert.Equal((0, 0), (ledger.Describe().ContextsUsed, ledger.Describe().MemoryUsedMegabytes));
    }

    [Fact]
    public void Release_GivesRoomBackWhenItIsFinished_Once()
    {
        Confirm(Reserve("a", 10));
        var kept = Confirm(Reserve("a", 10));
        var release = ledger.BeginRelease(Release("a", kept), Now);
        Assert.Equal(2, ledger.Describe().ContextsUsed);

        Assert.True(ledger.FinishRelease(release));
        Assert.False(ledger.FinishRelease(release));
        Assert.Equal(1, ledger.Describe().ContextsUsed);
    }

    [Fact]
    public void BeginRelease_OfAnUnconfirmedReservation_ConfirmsItFirst()
    {
        var ticket = Reserve("a", 10);

        ledger.FinishRelease(ledger.BeginRelease(Release("a", ticket), Now));

        Assert.Equal((0, 0), (ledger.Describe().ContextsUsed, ledger.Describe().Unsettled));
    }

    [Fact]
    public void BeginRelease_ThatComesLate_CanBeDroppedWithoutEffect()
    {
        Confirm(Reserve("a", 10));
        var gone = Confirm(Reserve("a", 10));
        ledger.FinishRelease(ledger.BeginRelease(Release("a", gone), Now));

        var late = ledger.BeginRelease(Release("a", gone), Now);
        Assert.True(ledger.Drop(late));

        Assert.Equal(1, ledger.Describe().ContextsUsed);
    }

    [Fact]
    public void Release_OfTheLastContext_UndeploysTheApplication()
    {
        ledger.FinishRelease(ledger.BeginRelease(Release("a", Confirm(Reserve("a", 90))), Now));

        Assert.Empty(ledger.Describe().Apps);
        Assert.Equal(ReserveStatus.Reserved, ledger.Reserve(Wanted("b", 100), Now).Status);
    }

    [Fact]
    public void Overdue_HasWhatIsOld_BeginningAfterTheTicketAskedAboutLast()
    {
        var old = Reserve("a", 10);
        var fresh = ledger.Reserve(Wanted("a", 10), Now + TimeSpan.FromSeconds(20)).Ticket;

        Assert.Equal([old], ledger.Overdue(Now + TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(15), 0).Select(entry => entry.Ticket));
        Assert.Empty(ledger.Overdue(Now + TimeSpan.FromSeconds(14), TimeSpan.FromSeconds(15), 0));
        Assert.Equal([fresh], ledger.Overdue(Now + TimeSpan.FromDays(1), TimeSpan.FromSeconds(15), old).Select(entry => entry.Ticket));
    }

    [Theory]
    [InlineData(HostState.Draining)]
    [InlineData(HostState.Failed)]
    [InlineData(HostState.Removed)]
    public void Reserve_OfAHostThatTakesNoContexts_IsRefused_AndWhatItHasStays(HostState closed)
    {
        var ticket = Reserve("a", 10);
        ledger.Follow(new HostOrders(2, closed, null));
        ledger.Follow(new HostOrders(1, HostState.Active, null));

        var refused = ledger.Reserve(Wanted("a", 10), Now);
        Assert.Equal((ReserveStatus.Closed, closed), (refused.Status, refused.State));
        Assert.True(ledger.Confirm(ticket));

        ledger.Follow(new HostOrders(3, HostState.Active, null));
        Assert.Equal(ReserveStatus.Reserved, ledger.Reserve(Wanted("a", 10), Now).Status);
    }

    [Fact]
    public void State_DoesNotGrowWithConfirmedContexts()
    {
        var many = new HostLedger(state, new HostDescription { Id = HostId.Parse("edge/edge-1"), Kme = KmeId.Parse("kme-edge"), Contexts = 10_000 });
        for (var context = 0; context < 5_000; context++)
        {
            many.Confirm(many.Reserve(Wanted("a", 10), Now).Ticket);
        }

        Assert.Equal((1, 0), (state.Confirmed.Count, state.Pending.Count));
        Assert.Equal(5_000, many.Describe().ContextsUsed);
    }

    private long Reserve(string app, int memory)
    {
        var outcome = ledger.Reserve(Wanted(app, memory), Now);
        Assert.Equal(ReserveStatus.Reserved, outcome.Status);
        return outcome.Ticket;
    }

    private long Confirm(long ticket)
    {
        ledger.Confirm(ticket);
        return ticket;
    }

    private static HostReservation Wanted(string app, int memory) => new(new ContextId("c"), app, memory);

    private static HostRelease Release(string app, long reservedAs) => new(new ContextId("c"), app, reservedAs);
}
