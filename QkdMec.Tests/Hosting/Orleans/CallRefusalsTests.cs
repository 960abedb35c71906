using QkdMec.Grains.Hosting;

namespace QkdMec.Tests.Hosting;

/// <summary>Only what no grain had may be sent again.</summary>
public sealed class CallRefusalsTests
{
    [Fact]
    public void WasNotTaken_OfARejectionOnly()
    {
        Assert.True(CallRefusals.WasNotTaken(new SiloUnavailableException()));
        Assert.True(CallRefusals.WasNotTaken(new OrleansException("No active nodes are compatible with grain x")));
        Assert.False(CallRefusals.WasNotTaken(new SiloUnavailableException("The target silo became unavailable for message: x")));
        Assert.False(CallRefusals.WasNotTaken(new global::Orleans.Storage.InconsistentStateException("x")));
    }
}
