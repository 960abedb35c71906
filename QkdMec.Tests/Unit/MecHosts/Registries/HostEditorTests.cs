using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.MecHosts;
using QkdMec.Grains.MecHosts.Registries;
using QkdMec.Grains.Orchestration;

namespace QkdMec.Tests.Unit.MecHosts.Registries;

/// <summary>Does the registry know which hosts there are, whatever was changed of the configured ones?</summary>
public sealed class HostEditorTests
{
    private static readonly KmeId Kme = KmeId.Parse("kme-edge");
    private static readonly HostId Known = HostId.Parse("edge/edge-1");
    private static readonly HostId Other = HostId.Parse("edge/edge-2");
    private static readonly HostId New = HostId.Parse("edge/edge-0");
    private static readonly ImmutableArray<HostDescription> Configured = [new HostDescription { Id = Other, Kme = Kme }, new HostDescription { Id = Known, Kme = Kme }];
    private static readonly HostTerms Terms = new(Kme, 5, 64, "ES");

    [Fact]
    public void Roster_WithoutChanges_IsTheConfiguration_InOrder()
    {
        var roster = Editor(HostEdits.None).Roster;
        Assert.Equal(0, roster.Version);
        Assert.Equal([(Known, HostState.Active), (Other, HostState.Active)], roster.Hosts.Select(entry => (entry.Host, entry.State)));
    }

    [Fact]
    public void Put_OfANewHost_AddsIt_AsFailedUntilItAnswers()
    {
        var added = Editor(HostEdits.None).Put(New, Terms);
        Assert.Equal(HostChangeStatus.Added, added.Status);
        Assert.Equal((New, HostState.Failed, 1L), (added.Entry!.Host, added.Entry.State, added.Entry.Version));
        Assert.Equal([New, Known, Other], Editor(added.Edits!).Roster.Hosts.Select(entry => entry.Host));

        var answered = Editor(added.Edits!).SetDown(New, false)!;
        Assert.Equal(HostState.Active, Editor(answered).Roster.Find(New)!.State);
        Assert.Null(Editor(answered).SetDown(New, false));
        Assert.Equal(HostChangeStatus.Unchanged, Editor(answered).Put(New, Terms).Status);
    }

    [Fact]
    public void Drain_AndPut_ChangeTheState_AndRepeatedChangeNothing()
    {
        var drained = Editor(HostEdits.None).Drain(Known);
        Assert.Equal((HostChangeStatus.Changed, HostState.Draining), (drained.Status, drained.Entry!.State));
        Assert.Equal(HostChangeStatus.Unchanged, Editor(drained.Edits!).Drain(Known).Status);

        var back = Editor(drained.Edits!).Put(Known, null);
        Assert.Equal((HostChangeStatus.Changed, HostState.Active, 2L), (back.Status, back.Entry!.State, back.Entry.Version));
        Assert.Equal(HostChangeStatus.Unchanged, Editor(back.Edits!).Put(Known, null).Status);
    }

    [Fact]
    public void State_OfADrainedHostThatFails_IsFailed_AndDrainingAgainWhenItAnswers()
    {
        var drained = Editor(HostEdits.None).Drain(Known).Edits!;
        var failed = Editor(drained).SetDown(Known, true)!;
        Assert.Equal(HostState.Failed, Editor(failed).Roster.Find(Known)!.State);
        Assert.Equal(HostState.Draining, Editor(Editor(failed).SetDown(Known, false)!).Roster.Find(Known)!.State);
    }

    [Fact]
    public void Remove_ListsTheHostUntilItIsEmpty_AndPutBringsItBack()
    {
        var removed = Editor(HostEdits.None).Remove(Known);
        Assert.Equal((HostChangeStatus.Changed, HostState.Removed), (removed.Status, removed.Entry!.State));
        Assert.Equal(HostChangeStatus.BeingRemoved, Editor(removed.Edits!).Drain(Known).Status);
        Assert.Equal(HostState.Active, Editor(removed.Edits!).Put(Known, null).Entry!.State);

        var gone = Editor(removed.Edits!).Forget(removed.Entry)!;
        Assert.Null(Editor(gone).Roster.Find(Known));
        Assert.Equal(HostChangeStatus.UnknownHost, Editor(gone).Remove(Known).Status);
        Assert.Equal(HostChangeStatus.UnknownHost, Editor(gone).Drain(Known).Status);
        Assert.Null(Editor(gone).SetDown(Known, true));

        var back = Editor(gone).Put(Known, null);
        Assert.Equal((HostChangeStatus.Added, HostState.Failed), (back.Status, back.Entry!.State));
    }

    [Fact]
    public void Forget_OfAnAddedHost_LeavesNothing_AndTheVersionGrows()
    {
        var added = Editor(HostEdits.None).Put(New, Terms).Edits!;
        var removed = Editor(added).Remove(New);
        var gone = Editor(removed.Edits!).Forget(removed.Entry!)!;
        Assert.Empty(gone.Hosts);
        Assert.Equal(3, gone.Version);
    }

    [Fact]
    public void Forget_OfAHostThatWasPutBack_DoesNothing()
    {
        var removed = Editor(HostEdits.None).Remove(Known);
        Assert.Null(Editor(Editor(removed.Edits!).Put(Known, null).Edits!).Forget(removed.Entry!));
    }

    [Fact]
    public void Overtake_CountsOnFromTheVersionThatIsFollowed()
    {
        var overtaken = Editor(HostEdits.None).Overtake(Known, 17);
        Assert.Equal((18L, 18L), (overtaken.Version, Editor(overtaken).Roster.Find(Known)!.Version));
    }

    [Fact]
    public void Put_BeyondTheLimit_IsRefused()
    {
        var full = new HostEdits(1, [.. Enumerable.Range(0, HostEdits.Most).Select(number => new HostEntry(HostId.Parse($"s/h-{number}"), HostWish.Serve, false, Terms, 1))]);
        Assert.Equal(HostChangeStatus.TooMany, Editor(full).Put(New, Terms).Status);
        Assert.Equal(HostChangeStatus.Changed, Editor(full).Drain(Known).Status);
    }

    [Fact]
    public void Describe_OfTerms_CountsBeforeTheConfiguration()
    {
        var options = new MecOptions { Hosts = Configured };
        var described = new HostEntry(Known, HostWish.Serve, false, Terms, 1).Describe(options);
        Assert.Equal((5, 64, "ES"), (described.Contexts, described.MemoryMegabytes, described.CountryCode));
        Assert.Equal(10_000, new HostEntry(Known, HostWish.Serve, false, null, 1).Describe(options).Contexts);
    }

    [Fact]
    public void TermsAt_TakesWhatIsNotSaidFromTheConfiguration()
    {
        var configured = Configured[0] with { Contexts = 7, CountryCode = "PT" };
        Assert.Null(new HostRequest(Other).TermsAt(Kme, configured));
        Assert.Equal(new HostTerms(Kme, 7, 32, "PT"), new HostRequest(Other, MemoryMegabytes: 32).TermsAt(Kme, configured));
        Assert.Equal(new HostTerms(Kme, 10_000, 4096, null), new HostRequest(New).TermsAt(Kme, null));
    }

    private static HostEditor Editor(HostEdits edits) => new(edits, Configured);
}
