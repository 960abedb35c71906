using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdLinks;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Grains.QkdNetworks.Topologies;

namespace QkdMec.Tests.Unit.QkdNetworks.Topologies;

/// <summary>Are changes of the topology decided rightly, and does a repeated one change nothing?</summary>
public sealed class TopologyEditorTests
{
    private static readonly KmeAddress A = KmeAddress.Parse("site-a/a");
    private static readonly KmeAddress B = KmeAddress.Parse("site-b/b");
    private static readonly KmeAddress C = KmeAddress.Parse("site-c/c");
    private static readonly LinkId Ab = LinkId.Between(A.Kme, B.Kme);
    private static readonly LinkId Bc = LinkId.Between(B.Kme, C.Kme);
    private static readonly SaeId Alice = SaeId.Parse("alice");
    private static readonly SaeId Bob = SaeId.Parse("bob");
    private static readonly SaeId Carol = SaeId.Parse("carol");
    private static readonly DateTimeOffset Noon = new(2030, 1, 1, 12, 0, 0, 250, TimeSpan.Zero);

    private static readonly NetworkPlan Laid = new(
        new NetworkTopology([A, B, C], [Ab], [new(Alice, A.Kme), new(Bob, B.Kme)]), [new LinkPlan(Ab, new Fibre(10), DeviceProfiles.Gigahertz)]);

    private NetworkEdits edits = NetworkEdits.None;

    private NetworkPlan Now => Laid.With(edits);

    [Fact]
    public void AddLink_IsMadeOnce_AndItsOtherFormIsAConflict()
    {
        Assert.Equal(TopologyStatus.Changed, Do(editor => editor.AddLink(new LinkDefinition(Bc, "gys", 20))));
        Assert.Equal(TopologyStatus.Unchanged, Do(editor => editor.AddLink(new LinkDefinition(Bc, "gys", 20))));
        Assert.Equal(TopologyStatus.LinkExists, Do(editor => editor.AddLink(new LinkDefinition(Bc, "gys", 21))));

        Assert.Equal([Ab, Bc], Now.Topology.Links);
        Assert.Equal((1, 4.0), (edits.Version, Now.Find(Bc)!.Fibre.LossDb));
        Assert.Equal(1, Now.Find(Bc)!.Generation);
    }

    [Fact]
    public void AddLink_OfTheScenariosOwn_IsNoChange() =>
        Assert.Equal(TopologyStatus.Unchanged, Do(editor => editor.AddLink(LinkDefinition.Of(Laid.Links[0]))));

    [Theory]
    [InlineData("b", "z", "gys", 1, TopologyStatus.UnknownKme)]
    [InlineData("b", "c", "none", 1, TopologyStatus.UnknownProfile)]
    [InlineData("b", "c", "gys", -1, TopologyStatus.BadFibre)]
    [InlineData("b", "c", "gys", 1001, TopologyStatus.BadFibre)]
    [InlineData("b", "c", "gys", double.NaN, TopologyStatus.BadFibre)]
    public void AddLink_ThatCannotBe_IsRefused(string one, string other, string profile, double kilometres, TopologyStatus expected) =>
        Assert.Equal(expected, Do(editor => editor.AddLink(new LinkDefinition(LinkId.Between(KmeId.Parse(one), KmeId.Parse(other)), profile, kilometres))));

    [Fact]
    public void RemoveLink_TakesOneOfTheScenarioAway_AndMayBeRepeated()
    {
        Assert.Equal(TopologyStatus.Changed, Do(editor => editor.RemoveLink(Ab)));
        Assert.Equal(TopologyStatus.Unchanged, Do(editor => editor.RemoveLink(Ab)));
        Assert.Equal(TopologyStatus.UnknownLink, Do(editor => editor.RemoveLink(Bc)));

        Assert.Empty(Now.Topology.Links);
        Assert.Null(Now.Find(Ab));
    }

    [Fact]
    public void AddLink_AfterItsRemoval_IsAnotherLinkOfThatName()
    {
        Do(editor => editor.RemoveLink(Ab));
        Do(editor => editor.AddLink(new LinkDefinition(Ab, "gigahertz", 10)));

        Assert.Equal(2, Now.Find(Ab)!.Generation);
        Assert.Single(edits.Links);
    }

    [Fact]
    public void AttachSae_ToAnotherKme_NeedsADetachmentFirst()
    {
        Assert.Equal(TopologyStatus.SaeElsewhere, Do(editor => editor.AttachSae(Alice, C.Kme, Noon)));
        Assert.Equal(TopologyStatus.Changed, Do(editor => editor.DetachSae(Alice, A.Kme, Noon)));
        Assert.Null(Now.Topology.KmeOf(Alice));
        Assert.Equal(TopologyStatus.Changed, Do(editor => editor.AttachSae(Alice, C.Kme, Noon)));

        Assert.Equal(C.Kme, Now.Topology.KmeOf(Alice));
        Assert.Equal([LinkId.Between(B.Kme, C.Kme)], Now.Topology.SaePairs);
    }

    [Fact]
    public void AttachSae_Again_HasAnotherNameInKeyIds_AndRefusesEarlierCertificates()
    {
        Do(editor => editor.DetachSae(Alice, A.Kme, Noon));
        Do(editor => editor.AttachSae(Alice, A.Kme, Noon));
        var attached = Now.Topology.AttachmentOf(Alice)!.Value;

        Assert.Equal($"alice#{Noon.ToUnixTimeMilliseconds() + 1}", Now.Topology.AttachedNameOf(Alice));
        Assert.Equal("bob", Now.Topology.AttachedNameOf(Bob));
        Assert.Equal(new DateTimeOffset(2030, 1, 1, 12, 0, 1, TimeSpan.Zero), attached.CertifiedFrom);
    }

    [Fact]
    public void AttachSae_AfterTheChangesWerePutBack_HasANameThatNoBearerHadSinceTheCopy()
    {
        Do(editor => editor.AttachSae(Carol, C.Kme, Noon));
        var (copy, bearer) = (edits with { Version = edits.Version - 1, Saes = [] }, Now.Topology.AttachedNameOf(Carol));
        Do(editor => editor.DetachSae(Carol, C.Kme, Noon));
        edits = copy;
        Do(editor => editor.AttachSae(Carol, C.Kme, Noon.AddMilliseconds(5)));

        Assert.NotEqual(bearer, Now.Topology.AttachedNameOf(Carol));
    }

    [Fact]
    public void DetachSae_TwiceWithinASecond_LeavesNoSecondThatServesBoth()
    {
        Do(editor => editor.DetachSae(Alice, A.Kme, Noon));
        Do(editor => editor.AttachSae(Alice, A.Kme, Noon));
        var first = Now.Topology.AttachmentOf(Alice)!.Value.CertifiedFrom;
        Do(editor => editor.DetachSae(Alice, A.Kme, Noon));
        Do(editor => editor.AttachSae(Alice, A.Kme, Noon));

        Assert.Equal(first.AddSeconds(1), Now.Topology.AttachmentOf(Alice)!.Value.CertifiedFrom);
    }

    [Fact]
    public void DetachSae_MayBeRepeated_ButNotOfWhoWasNeverThere()
    {
        Do(editor => editor.DetachSae(Alice, A.Kme, Noon));

        Assert.Equal(TopologyStatus.Unchanged, Do(editor => editor.DetachSae(Alice, A.Kme, Noon)));
        Assert.Equal(TopologyStatus.UnknownSae, Do(editor => editor.DetachSae(Alice, B.Kme, Noon)));
        Assert.Equal(TopologyStatus.UnknownSae, Do(editor => editor.DetachSae(Carol, A.Kme, Noon)));
        Assert.Equal(TopologyStatus.UnknownKme, Do(editor => editor.DetachSae(Alice, KmeId.Parse("z"), Noon)));
    }

    [Theory]
    [InlineData("site-d/d", TopologyStatus.Changed)]
    [InlineData("site-a/a", TopologyStatus.Unchanged)]
    [InlineData("site-a/d", TopologyStatus.KmeExists)]
    [InlineData("site-d/a", TopologyStatus.KmeExists)]
    [InlineData("site-d/master", TopologyStatus.ReservedName)]
    [InlineData("../d", TopologyStatus.ReservedName)]
    public void AddKme_NeedsASiteOfItsOwn(string address, TopologyStatus expected) =>
        Assert.Equal(expected, Do(editor => editor.AddKme(KmeAddress.Parse(address))));

    [Fact]
    public void AttachSae_UnderANameOfTheDataDirectory_IsRefused() =>
        Assert.Equal(TopologyStatus.ReservedName, Do(editor => editor.AttachSae(SaeId.Parse("ca"), A.Kme, Noon)));

    [Fact]
    public void Change_BeyondTheMost_IsRefused()
    {
        edits = edits with { Kmes = [.. Enumerable.Range(0, NetworkEdits.Most).Select(index => new KmeEdit(SiteId.Parse($"s{index}"), KmeId.Parse($"k{index}")))] };
        Assert.Equal(TopologyStatus.TooMany, Do(editor => editor.RemoveLink(Ab)));
    }

    [Fact]
    public void With_WhenTheScenarioIsAnotherOneNow_LeavesOutWhatDoesNotFit_AndNamesIt()
    {
        Do(editor => editor.AddKme(KmeAddress.Parse("site-d/d")));
        Do(editor => editor.AddLink(new LinkDefinition(Bc, "gys", 20)));
        Do(editor => editor.AttachSae(Carol, C.Kme, Noon));
        Do(editor => editor.DetachSae(Bob, B.Kme, Noon));
        var other = new NetworkPlan(new NetworkTopology([A, B, KmeAddress.Parse("site-e/d")], [], [new(Bob, A.Kme)]), []);

        Assert.Empty(other.With(edits).Topology.Links);
        Assert.Empty(other.With(edits).Topology.Saes);
        Assert.Equal(["KME 'd'", "link 'b~c'", "SAE 'carol'"], other.FindIdle(edits).Select(idle => string.Join(' ', idle.Split(' ').Take(2))));
        Assert.Empty(Laid.FindIdle(edits));
    }

    private TopologyStatus Do(Func<TopologyEditor, TopologyDecision> act)
    {
        var decision = act(new TopologyEditor(Laid, edits));
        Assert.Equal(decision.Status == TopologyStatus.Changed, decision.Edits is not null);
        edits = decision.Edits ?? edits;
        return decision.Status;
    }
}
