using QkdMec.Grains.AppCatalogs;
using QkdMec.Grains.AppContexts;
using QkdMec.Grains.Identity;
using QkdMec.Grains.MecHosts;
using QkdMec.Grains.Orchestration;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Unit.AppContexts;

/// <summary>Are the rules of a context's life kept?</summary>
public sealed class DeviceAppContextTests
{
    private static readonly HostId Host = HostId.Parse("edge/edge-1");
    private static readonly HostId Other = HostId.Parse("edge/edge-2");
    private static readonly AppContextRequest Request = new()
    {
        DeviceApp = "device", App = new AppReference(null, "echo", "QkdMec", null, "1.0"), Instances = [new UserAppInstance(null, null)],
    };

    private static readonly CatalogApp App = new()
    {
        AppDId = "echo-1", Identity = new AppIdentity("echo", "QkdMec", "1.0", "1.0"), Description = "", Function = "echo",
    };

    private readonly AppContextState state = new();

    private DeviceAppContext Context => new(new ContextId("c"), state);

    [Fact]
    public void Begin_OfANewContext_IsCreating_AndNotVisible()
    {
        Assert.Null(Context.Begin(Request));
        Assert.Equal(AppContextPhase.Creating, state.Phase);
        Assert.Null(Context.Visible);
    }

    [Fact]
    public void Begin_OfTheSameRequestAgain_GivesTheSameAnswer()
    {
        Activate();
        Assert.Equal(CreateStatus.Created, Context.Begin(Request)!.Status);
        Assert.Equal(CreateStatus.Conflict, Context.Begin(Request with { DeviceApp = "other" })!.Status);
    }

    [Fact]
    public void Update_ChangesLocationsByIdThenByPlace()
    {
        Activate();
        var (spain, portugal) = (new AppLocation("ES", "{}"), new AppLocation("PT", "{}"));
        var id = state.Request!.Instances[0].InstanceId;

        Assert.True(Context.Update(new UpdateAppContext(null, [new UserAppInstance(null, spain)])));
        Assert.Equal(spain, state.Request.Instances[0].Location);
        Assert.True(Context.Update(new UpdateAppContext("http://x/", [new UserAppInstance("unknown", null), new UserAppInstance(id, portugal)])));
        Assert.Equal((portugal, id, "http://x/"), (state.Request.Instances[0].Location, state.Request.Instances[0].InstanceId, state.Request.CallbackReference));
    }

    [Fact]
    public void Deleting_IsGoneForDevices()
    {
        Activate();
        Context.BeginDeletion(9);
        Assert.Null(Context.Visible);
        Assert.False(Context.Update(new UpdateAppContext("http://x/", [])));
        Assert.Equal(CreateStatus.Conflict, Context.Begin(Request)!.Status);
    }

    [Fact]
    public void Settle_OfEveryPhase_DoesWhatIsSafe()
    {
        Assert.Equal(SettleStep.GiveUp, Settle(Host, 1, PendingKind.Reservation));
        Context.Begin(Request);
        Assert.Equal(SettleStep.Withdraw, Settle(Host, 1, PendingKind.Reservation));
        Activate();
        Assert.Equal(SettleStep.Confirm, Settle(Host, 1, PendingKind.Reservation));
        Assert.Equal(SettleStep.Drop, Settle(Host, 2, PendingKind.Reservation));
        Assert.Equal(SettleStep.CloseThere, Settle(Other, 1, PendingKind.Reservation));
        Assert.Equal(SettleStep.Fence, Settle(Host, 9, PendingKind.Release));
        Context.BeginDeletion(9);
        Assert.Equal(SettleStep.FinishDeletion, Settle(Host, 9, PendingKind.Release));
        Assert.Equal(SettleStep.GiveUp, Settle(Host, 8, PendingKind.Release));
    }

    [Fact]
    public void Settle_OfAnotherHostsTicketWhileDeleting_GivesKeyRateBackToo()
    {
        Activate();
        Context.BeginDeletion(9);

        Assert.Equal(SettleStep.GiveUp, Settle(Other, 1, PendingKind.Reservation));
        Assert.Equal(SettleStep.GiveUp, Settle(Host, 2, PendingKind.Reservation));
    }

    [Fact]
    public void Settle_AfterAMove_FinishesTheDepartureAndKeepsThePlace()
    {
        Activate();
        Context.BeginMove();
        Context.Move(new AppPlacement(Other, 5), releaseTicket: 7, oldIsLost: false);

        Assert.Equal(SettleStep.FinishDeparture, Settle(Host, 7, PendingKind.Release));
        Assert.Equal(SettleStep.Fence, Settle(Host, 8, PendingKind.Release));
        Assert.Equal(SettleStep.CloseThere, Settle(Host, 1, PendingKind.Reservation));
        Assert.Equal(SettleStep.Confirm, Settle(Other, 5, PendingKind.Reservation));
        Assert.Equal([Host], Context.LeftBehind);
    }

    [Fact]
    public void IsRateLeft_TellsTheRateOfThePlaceFromThatOfAnyOtherMove()
    {
        Activate();
        Assert.False(Context.IsRateLeft(RateOf(move: 0)));
        Assert.Equal(1, Context.BeginMove());
        Assert.True(Context.IsRateLeft(RateOf(move: 1)));
        Context.Move(new AppPlacement(Other, 5), 7, oldIsLost: false);
        Assert.False(Context.IsRateLeft(RateOf(move: 1)));
        Assert.True(Context.IsRateLeft(RateOf(move: 0)));
        Context.BeginDeletion(9);
        Assert.True(Context.IsRateLeft(RateOf(move: 1)));
    }

    [Fact]
    public void IsNothingAt_IsTrueOfHostsThatItIsNotOn()
    {
        Assert.True(Context.IsNothingAt(Host));
        Context.Begin(Request);
        Assert.False(Context.IsNothingAt(Host));
        Activate();
        Assert.False(Context.IsNothingAt(Host));
        Assert.True(Context.IsNothingAt(Other));
    }

    private static SettleQuery RateOf(int move) => new(Other, 1, PendingKind.Reservation) { Move = move };

    private void Activate()
    {
        Context.Begin(Request);
        Context.Activate(new AppPlacement(Host, 1), App, default, new CountedIds());
    }

    private SettleStep Settle(HostId host, long ticket, PendingKind kind) => Context.Settle(new SettleQuery(host, ticket, kind));
}
