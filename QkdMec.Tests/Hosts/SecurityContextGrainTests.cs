using QkdMec.Grains.Identity;
using QkdMec.Grains.SecurityContexts;
using QkdMec.Grains.Steps;
using QkdMec.Protocols.Jose;
using QkdMec.Protocols.Qkd014Clients;
using QkdMec.Tests.Fakes;
using QkdMec.Tests.Hosting;

namespace QkdMec.Tests.Hosts;

/// <summary>The host end of a security context in its grain.</summary>
public sealed class SecurityContextGrainTests : IAsyncLifetime
{
    private const string Context = "0123456789abcdef0123456789abcdef";

    private readonly EdgeHostParts parts = new() { Options = new SecurityContextOptions { ActivationBurst = 3 } };
    private readonly EdgeHostFixture host;
    private readonly EdgeClient client;

    public SecurityContextGrainTests()
    {
        host = new EdgeHostFixture(parts);
        client = new EdgeClient(parts, Grain, Context);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ISecurityContextGrain Grain =>
        host.Grains.GetGrain<ISecurityContextGrain>(new SecurityContextId(EdgeHostParts.Host, ContextId.Parse(Context)).ToGrainKey());

    public ValueTask InitializeAsync() => new(client.BindAsync());

    public ValueTask DisposeAsync()
    {
        client.Dispose();
        return host.DisposeAsync();
    }

    [Fact]
    public async Task Invoke_WhenKeyed_RunsTheFunctionOnTheClearArguments()
    {
        await client.RekeyAsync();
        using var request = client.Seal("""{"age":50}""");
        var outcome = await client.SendAsync(request);
        Assert.Equal(InvocationStatus.Sealed, outcome.Status);
        Assert.Equal("""{"age":50}""", client.OpenText(request, outcome.SealedResult));
    }

    [Fact]
    public async Task Anything_WhenNotBound_IsUnknownContext()
    {
        await Grain.CloseAsync(Token);
        Assert.Equal(NegotiationStatus.UnknownContext, (await client.NegotiateAsync("A256GCM")).Status);
        Assert.Equal(InvocationStatus.UnknownContext, (await client.SendAsync([1, 2, 3])).Status);
        Assert.False(await Grain.ReportStepsAsync([], Token));
    }

    [Fact]
    public async Task Negotiate_WhenNoSuiteFits_IsNoCommonSuite() =>
        Assert.Equal(NegotiationStatus.NoCommonSuite, (await client.NegotiateAsync("A128GCM", "C20P")).Status);

    [Fact]
    public async Task Activate_WhenGenerationOrKeyWasUsed_IsStale()
    {
        var (_, activation) = await client.RekeyAsync();
        Assert.Equal(KeyActivationOutcome.StaleGeneration, await Grain.ActivateKeyAsync(activation, Token));
        var next = await client.NegotiateAsync("A256GCM");
        Assert.Equal(activation.Generation + 1, next.Generation);
        Assert.Equal(
            KeyActivationOutcome.StaleGeneration, await Grain.ActivateKeyAsync(activation with { Generation = next.Generation }, Token));
    }

    [Fact]
    public async Task Activate_WhenNotNegotiated_IsRefused()
    {
        var chosen = await client.NegotiateAsync("A256GCM");
        var activation = new KeyActivation(SaeId.Parse(EdgeClient.Sae), chosen.CipherSuite, chosen.Generation, Guid.NewGuid(), "");
        Assert.Equal(KeyActivationOutcome.NotNegotiated, await Grain.ActivateKeyAsync(activation with { Generation = 9 }, Token));
        Assert.Equal(KeyActivationOutcome.NotNegotiated, await Grain.ActivateKeyAsync(activation with { CipherSuite = "A128GCM" }, Token));
        Assert.Equal(KeyActivationOutcome.NotNegotiated, await Grain.ActivateKeyAsync(activation with { Sae = SaeId.Parse("sae-other") }, Token));
        Assert.Equal(KeyActivationOutcome.KeyNotFound, await Grain.ActivateKeyAsync(activation, Token));
    }

    [Fact]
    public async Task Activate_WhenTooOften_IsRateLimitedUntilTimePasses()
    {
        for (var count = 0; count < 3; count++)
        {
            Assert.Equal(KeyActivationOutcome.Activated, (await client.RekeyAsync()).Outcome);
        }

        Assert.Equal(KeyActivationOutcome.RateLimited, (await client.RekeyAsync()).Outcome);
        parts.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(KeyActivationOutcome.Activated, (await client.RekeyAsync()).Outcome);
    }

    [Fact]
    public async Task Activate_WhenTheKmeIsDead_BurnsTheGenerationOnly()
    {
        var (_, first) = await client.RekeyAsync();
        var chosen = await client.NegotiateAsync("A256GCM");
        parts.Keys.Refusal = KeyAnswerStatus.Unavailable;
        var activation = first with { Generation = chosen.Generation, KeyId = Guid.NewGuid() };
        Assert.Equal(KeyActivationOutcome.KmeUnavailable, await Grain.ActivateKeyAsync(activation, Token));
        parts.Keys.Refusal = null;

        using var request = client.Seal();
        Assert.Equal(InvocationStatus.Sealed, (await client.SendAsync(request)).Status);
        Assert.Equal(chosen.Generation + 1, (await client.NegotiateAsync("A256GCM")).Generation);
    }

    [Fact]
    public async Task Invoke_WhenTheHostLostItsKeys_IsKeyUnknownAndARepeatUnderANewKeyWorks()
    {
        var (_, before) = await client.RekeyAsync();
        using var request = client.Seal();
        await host.RestartAsync();
        Assert.Equal(InvocationStatus.KeyUnknown, (await client.SendAsync(request)).Status);

        var (outcome, after) = await client.RekeyAsync();
        Assert.Equal(KeyActivationOutcome.Activated, outcome);
        Assert.True(after.Generation > before.Generation);
        using var repeat = client.Seal(invocation: request.Header.Invocation);
        Assert.Equal(InvocationStatus.Sealed, (await client.SendAsync(repeat)).Status);
        Assert.Equal(1, parts.Functions.Runs);
    }

    [Fact]
    public async Task Invoke_WhenRepeatedUnderTheNextKey_AnswersWithoutRunningAgain()
    {
        await client.RekeyAsync();
        using var request = client.Seal();
        await client.SendAsync(request);
        await client.RekeyAsync();
        using var repeat = client.Seal("""{"x":2}""", request.Header.Invocation);
        var outcome = await client.SendAsync(repeat);
        Assert.Equal("""{"x":1}""", client.OpenText(repeat, outcome.SealedResult));
        Assert.Equal(1, parts.Functions.Runs);

        parts.Clock.Advance(TimeSpan.FromSeconds(31));
        using var late = client.Seal("""{"x":3}""", request.Header.Invocation);
        Assert.Equal(InvocationStatus.Sealed, (await client.SendAsync(late)).Status);
        Assert.Equal(2, parts.Functions.Runs);
    }

    [Fact]
    public async Task Invoke_WhenReplayedOrNotAuthentic_DoesNotRun()
    {
        await client.RekeyAsync();
        using var request = client.Seal();
        await client.SendAsync(request);
        Assert.Equal(InvocationStatus.Replayed, (await client.SendAsync(request)).Status);
        Assert.Equal(InvocationStatus.Malformed, (await client.SendAsync(request.Message[..50])).Status);
        Assert.Equal(InvocationStatus.TooLarge, (await client.SendAsync(new byte[MessageLimits.MaxMessageBytes + 1])).Status);
        Assert.Equal(1, parts.Functions.Runs);
    }

    [Fact]
    public async Task Journal_WhenInvoked_HoldsTheHostsStepsInOrder()
    {
        await client.RekeyAsync();
        using var request = client.Seal();
        await client.SendAsync(request);
        var journal = host.Grains.GetGrain<IStepJournalGrain>(Context);
        var steps = await journal.ReadAsync(Token);
        while (steps.Length < 7)
        {
            // Steps are sent without waiting; reading yields to the host until they are in.
            steps = await journal.ReadAsync(Token);
        }

        Assert.Equal(
            ["cipher-suite-chosen", "host-key-fetched", "host-key-stored", "key-confirmed", "arguments-decrypted", "function-ran", "result-returned"],
            steps.Select(step => step.Step));
        Assert.All(steps, step => Assert.Equal((EdgeClient.TraceId, "ok"), (step.TraceId, step.Outcome)));
    }
}
