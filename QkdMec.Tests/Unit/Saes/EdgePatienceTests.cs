using QkdMec.Client.Saes;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Unit.Saes;

/// <summary>How often, and for how long, is repeated what the edge did not take?</summary>
public sealed class EdgePatienceTests
{
    private readonly ManualTimeProvider time = new();
    private int tries;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Try_OfWhatIsTaken_IsMadeOnce()
    {
        Assert.Equal("done", await Begin(TimeSpan.FromMinutes(1), refusals: 0));
        Assert.Equal(1, tries);
    }

    [Fact]
    public async Task Try_WithoutPatience_IsMadeOnce()
    {
        Assert.Equal("refused", await Begin(TimeSpan.Zero, refusals: 1));
        Assert.Equal(1, tries);
    }

    [Fact]
    public async Task Try_OfWhatIsRefused_IsMadeAgainAfterEverLongerPauses()
    {
        var trying = Begin(TimeSpan.FromMinutes(1), refusals: 6);
        foreach (var milliseconds in new[] { 100, 200, 400, 800, 1000, 1000 })
        {
            time.Advance(TimeSpan.FromMilliseconds(milliseconds - 1));
            var before = tries;
            time.Advance(TimeSpan.FromMilliseconds(1));
            Assert.Equal(before + 1, tries);
        }

        Assert.Equal("done", await trying);
    }

    [Fact]
    public async Task Try_OfWhatStaysRefused_EndsInTime()
    {
        var trying = Begin(TimeSpan.FromSeconds(3), refusals: int.MaxValue);
        time.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal("refused", await trying);
        Assert.Equal(6, tries);
    }

    [Fact]
    public async Task Try_WhenToldWhen_IsMadeThen()
    {
        var trying = Begin(TimeSpan.FromMinutes(1), refusals: 1, TimeSpan.FromSeconds(5));
        time.Advance(TimeSpan.FromSeconds(5) - TimeSpan.FromTicks(1));
        Assert.Equal(1, tries);
        time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal("done", await trying);
    }

    [Fact]
    public async Task Try_WhenNobodyWaitsAnyMore_Ends()
    {
        using var stop = new CancellationTokenSource();
        var trying = new EdgePatience(time, TimeSpan.FromMinutes(1)).TryAsync(() => Task.FromResult(0), _ => (true, null), stop.Token);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => trying);
    }

    private Task<string> Begin(TimeSpan within, int refusals, TimeSpan? retryAfter = null) => new EdgePatience(time, within).TryAsync(
        () => Task.FromResult(tries++ < refusals ? "refused" : "done"), outcome => (outcome == "refused", retryAfter), Token);
}
