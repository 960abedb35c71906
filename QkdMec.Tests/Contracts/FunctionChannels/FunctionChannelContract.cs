using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using QkdMec.Client.Saes;
using QkdMec.Gateway.Functions;
using QkdMec.Gateway.Hosting;
using QkdMec.Grains.Functions;
using QkdMec.Grains.Identity;
using QkdMec.Grains.SecurityContexts;
using QkdMec.Grains.Steps;
using QkdMec.Protocols.Qkd014Clients;
using QkdMec.Protocols.SecurityContexts;
using QkdMec.Protocols.Steps;
using QkdMec.Tests.Fakes;
using QkdMec.Tests.Hosting;
using QkdMec.Tests.Hosts;

namespace QkdMec.Tests.Contracts.FunctionChannels;

/// <summary>What the requests to a context promise, whatever protocol they come by: through the client's own channel, a gateway and the grain.</summary>
public abstract partial class FunctionChannelContract : IAsyncLifetime
{
    protected const string Context = "0123456789abcdef0123456789abcdef";

    private static readonly NegotiationRequest Offer = new(EdgeClient.Sae, ["C20P", "A256GCM"]);
    private static readonly Guid SomeKey = new("550e8400-e29b-41d4-a716-446655440000");

    private readonly EdgeHostParts parts;

    // The gateway's: it gives nothing up, however slow the machine is, until a test moves it.
    private readonly ManualTimeProvider clock = new();
    private readonly EdgeHostFixture host;
    private readonly EdgeClient sae;
    private WebApplication gateway = null!;

    protected FunctionChannelContract()
    {
        parts = new EdgeHostParts { Runtime = Before };
        host = new EdgeHostFixture(parts);
        var key = new SecurityContextId(EdgeHostParts.Host, ContextId.Parse(Context)).ToGrainKey();
        sae = new EdgeClient(parts, host.Grains.GetGrain<ISecurityContextGrain>(key), Context);
    }

    /// <summary>Limits that a busy machine keeps: what answers in time is not the question here.</summary>
    private protected static ChannelLimits Patient { get; } = new(TimeSpan.FromSeconds(70)) { AgreeWithin = TimeSpan.FromSeconds(70) };

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The listener that takes the channel's protocol.</summary>
    protected abstract GatewayOptions Listener { get; }

    public async ValueTask InitializeAsync()
    {
        await sae.BindAsync();
        gateway = GatewayApplication.Build(Listener, host.Grains, services => services.AddSingleton<TimeProvider>(clock));
        await gateway.StartAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        Close();
        sae.Dispose();
        await gateway.DisposeAsync();
        await host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Negotiation_ChoosesASuite()
    {
        var answer = await Channel().NegotiateAsync(Offer, EdgeClient.TraceId, Token);
        Assert.Equal(ChannelAnswer.Ok, answer.Code);
        Assert.Equal(new NegotiationAnswer("sae-edge-1", "A256GCM", 256, 1), JsonSerializer.Deserialize(answer.Body, SecurityContextJson.Default.NegotiationAnswer));
    }

    [Theory]
    [InlineData("sae-hospital", "A128GCM", "no-common-suite")]
    [InlineData("sae-hospital", "", "malformed")]
    [InlineData("sae-hospital", "A256GCM,A128GCM", "malformed")]
    [InlineData("sae hospital", "A256GCM", "malformed")]
    public async Task Negotiation_WhenNotPossible_IsRefused(string client, string suite, string code) =>
        Assert.Equal(code, (await Channel().NegotiateAsync(new NegotiationRequest(client, suite.Length == 0 ? [] : [suite]), "", Token)).Code);

    [Theory]
    [InlineData(1, "A256GCM", "not-negotiated")]
    [InlineData(0, "A256GCM", "malformed")]
    [InlineData(1, "A,B", "malformed")]
    public async Task Key_WhenNotPossible_IsRefused(long generation, string suite, string code) =>
        Assert.Equal(code, (await Channel().ActivateAsync(new KeyActivationRequest(EdgeClient.Sae, suite, generation, SomeKey), "", Token)).Code);

    [Fact]
    public async Task Key_WhenTheKmeIsDead_IsRefusedWithATimeToTryAgain()
    {
        await Channel().NegotiateAsync(Offer, "", Token);
        parts.Keys.Refusal = KeyAnswerStatus.Unavailable;
        var answer = await Channel().ActivateAsync(new KeyActivationRequest(EdgeClient.Sae, "A256GCM", 1, SomeKey), "", Token);
        Assert.Equal(("kme-unavailable", TimeSpan.FromSeconds(1)), (answer.Code, answer.RetryAfter));
    }

    [Fact]
    public async Task Key_ThatWasDrawn_IsActivatedOnce()
    {
        var (drawn, generation) = await DrawAsync();
        var activation = new KeyActivationRequest(EdgeClient.Sae, "A256GCM", generation, drawn);
        Assert.Equal(ChannelAnswer.Ok, (await Channel().ActivateAsync(activation, EdgeClient.TraceId, Token)).Code);
        Assert.Equal("stale-generation", (await Channel().ActivateAsync(activation, EdgeClient.TraceId, Token)).Code);
    }

    [Fact]
    public async Task Context_ThatIsUnknown_IsToldAsSuch()
    {
        Assert.Equal("unknown-context", (await Channel(context: new string('f', 32)).NegotiateAsync(Offer, "", Token)).Code);
        Assert.Equal("unknown-context", (await Channel(context: "a%20b").NegotiateAsync(Offer, "", Token)).Code);
        Assert.Equal("host-unavailable", (await Channel(name: "edge-9").NegotiateAsync(Offer, "", Token)).Code);
    }

    [Fact]
    public async Task Steps_AreReported()
    {
        Assert.Equal(ChannelAnswer.Ok, (await Channel().ReportAsync([Step("key-drawn", "ok")], Token)).Code);
        var steps = await host.Grains.GetGrain<IStepJournalGrain>(Context).ReadAsync(Token);
        Assert.Contains(steps, step => step is { Step: "key-drawn", Outcome: "ok", TraceId: EdgeClient.TraceId });
    }

    [Theory]
    [InlineData("function-ran", "ok", 1)]
    [InlineData("key-drawn", "patient Ada", 1)]
    [InlineData("nonsense", "ok", 1)]
    [InlineData("key-drawn", "ok", StepList.MaxReportLength + 1)]
    public async Task Steps_ThatNoPerimeterTakes_AreRefused(string step, string outcome, int count) =>
        Assert.Equal("malformed", (await Channel().ReportAsync([.. Enumerable.Repeat(Step(step, outcome), count)], Token)).Code);

    [Fact]
    public async Task Gateway_ThatIsGone_IsUnreachable()
    {
        var listeners = gateway.Urls.ToList();
        await gateway.StopAsync(Token);
        Assert.Equal(ChannelAnswer.Unreachable, (await Channel(listeners).NegotiateAsync(Offer, "", Token)).Code);
    }

    /// <summary>A channel to a context.</summary>
    /// <param name="listeners">Where the gateway listens.</param>
    /// <param name="referenceUri">The context.</param>
    private protected abstract IHostChannel Open(IReadOnlyList<string> listeners, string referenceUri);

    /// <summary>What stands before the host's functions.</summary>
    protected virtual IFunctionRuntime Before(IFunctionRuntime functions) => functions;

    /// <summary>Closes connections.</summary>
    protected abstract void Close();

    private IHostChannel Channel(string name = "edge-1", string context = Context) => Channel([.. gateway.Urls], name, context);

    private IHostChannel Channel(List<string> listeners, string name = "edge-1", string context = Context) =>
        Open(listeners, listeners[0] + FunctionEndpoints.PathOf("edge", name, context));

    private async Task<(Guid KeyId, long Generation)> DrawAsync()
    {
        var (outcome, activation) = (await sae.NegotiateAsync("A256GCM"), parts.Keys.Of(EdgeClient.Sae));
        using var drawn = await activation.DrawAsync(outcome.Sae.Value, outcome.KeyBits, Token);
        using var key = drawn.TakeKey();
        return (drawn.KeyId, outcome.Generation);
    }

    private static StepRecord Step(string name, string outcome) =>
        new() { Step = name, At = DateTimeOffset.UnixEpoch, Outcome = outcome, TraceId = EdgeClient.TraceId };
}
