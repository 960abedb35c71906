using QkdMec.Grains.AppCatalogs;
using QkdMec.Grains.AppContexts;
using QkdMec.Grains.Identity;
using QkdMec.Grains.Orchestration;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Unit.AppContexts;

/// <summary>Is a creation told from another by its fingerprint, whatever became of the context since?</summary>
public sealed class RepeatedCreationTests
{
    private static readonly AppContextRequest Request = new()
    {
        DeviceApp = "device", App = new AppReference(null, "echo", "QkdMec", null, "1.0"), Instances = [new UserAppInstance(null, null)],
    };

    private readonly AppContextState state = new();

    private DeviceAppContext Context => new(new ContextId("c"), state);

    [Fact]
    public void Begin_OfTheSameFingerprint_IsTheSame_AlsoAfterAnUpdate()
    {
        Activate("print");
        Assert.True(Context.Update(new UpdateAppContext("http://x/", [])));
        Assert.Equal(CreateStatus.Created, Context.Begin(Request, "", "print")!.Status);
        Assert.Equal(CreateStatus.Conflict, Context.Begin(state.Request!, "", "another")!.Status);
        Assert.Equal(CreateStatus.Conflict, Context.Begin(Request, "another owner", "print")!.Status);
    }

    [Theory]
    [InlineData("", "print")]
    [InlineData("print", "")]
    [InlineData("", "")]
    public void Begin_WithoutAFingerprint_ComparesRequests(string first, string second)
    {
        Activate(first);
        Assert.Equal(CreateStatus.Created, Context.Begin(Request, "", second)!.Status);
        Assert.Equal(CreateStatus.Conflict, Context.Begin(Request with { DeviceApp = "other" }, "", second)!.Status);
    }

    private void Activate(string fingerprint)
    {
        Assert.Null(Context.Begin(Request, "", fingerprint));
        var app = new CatalogApp { AppDId = "echo-1", Identity = new AppIdentity("echo", "QkdMec", "1.0", "1.0"), Description = "", Function = "echo" };
        Context.Activate(new AppPlacement(HostId.Parse("edge/edge-1"), 1), app, DateTimeOffset.UnixEpoch, new CountedIds());
    }
}
