using System.Text;
using QkdMec.Tests.Wire.Client;

namespace QkdMec.Tests.Hosting;

/// <summary>Does a client app see nothing of a machine of the edge that restarts?</summary>
public sealed class EdgeRestartTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly PerimeterSystem system = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await system.StartAsync(options => options with { EdgePatience = Patience });

    public ValueTask DisposeAsync() => system.DisposeAsync();

    [Fact]
    public async Task Post_WhileTheHostRestarts_IsAnsweredOnceItIsBack_AndRunsOnce()
    {
        await system.AskAsync("echo", "{}");
        system.Host.Kill();
        var asked = system.AskAsync("echo", """{"a":1}""");
        await WhenRefusedAsync();
        system.Host.Start();
        Assert.Equal("""{"a":1}""", await asked);
        Assert.Equal(2, system.Edge.Functions.Runs);
    }

    [Fact]
    public async Task Post_WhenTheHostDoesNotComeBack_IsEdgeUnreachable()
    {
        await system.AskAsync("echo", "{}");
        system.Host.Kill();
        var asked = system.PostAsync("echo", "{}");
        await WhenRefusedAsync();
        system.Edge.Clock.Advance(Patience);
        using var response = await WhenAnsweredAsync(asked);
        Assert.Equal(502, (int)response.StatusCode);
        Assert.Contains("edge-unreachable", await response.Content.ReadAsStringAsync(Token));
        Assert.Equal(1, system.Edge.Functions.Runs);
    }

    [Fact]
    public async Task Post_WhoseCallFailsUnderWay_IsOutcomeUnknownAndNotRepeated()
    {
        system.Edge.Functions.Body = (_, _) => throw new InvalidDataException("a runtime that breaks its promise");
        using var response = await system.PostAsync("echo", "{}");
        Assert.Equal(502, (int)response.StatusCode);
        Assert.Contains("outcome-unknown", await response.Content.ReadAsStringAsync(Token));
        Assert.Equal(1, system.Edge.Functions.Runs);
    }

    /// <summary>The client may begin a pause after the clock was moved: it is moved on until nobody waits.</summary>
    private async Task<HttpResponseMessage> WhenAnsweredAsync(Task<HttpResponseMessage> asked)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!asked.IsCompleted)
        {
            await pause.WaitForNextTickAsync(Token);
            system.Edge.Clock.Advance(TimeSpan.FromSeconds(1));
        }

        return await asked;
    }

    private async Task WhenRefusedAsync()
    {
        while (system.Tap.Seen.AsSpan().IndexOf(Encoding.ASCII.GetBytes("host-unavailable")) < 0)
        {
            await Task.Yield();
        }
    }
}
