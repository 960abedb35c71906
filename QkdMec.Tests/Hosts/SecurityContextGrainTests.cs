using QkdMec.Grains.Functions;
using QkdMec.Grains.Identity;
using QkdMec.Grains.SecurityContexts;
using QkdMec.Grains.Steps;
using QkdMec.Protocols.Jose;
using QkdMec.Protocols.Qkd014Clients;

namespace QkdMec.Tests.Hosts;

/// <summary>The host end of a security context in its grain.</summary>
public sealed class SecurityContextGrainTests() : SecurityContextHostTests(new SecurityContextOptions { ActivationBurst = 3 })
{
    [Fact]
    public async Task Invoke_WhenKeyed_RunsTheFunctionOnTheClearArguments()
    {
        await Client.RekeyAsync();
        using var request = Client.Seal("""{"age":50}""");
        var outcome = await Client.SendAsync(request);
        Assert.Equal(InvocationStatus.Sealed, outcome.Status);
        Assert.Equal("""{"age":50}""", Client.OpenText(request, outcome.SealedResult));
    }

    [Fact]
    public async Task Anything_WhenNotBound_IsUnknownContext()
    {
        await Grain.CloseAsync(Token);
        Assert.Equal(NegotiationStatus.UnknownContext, (await Client.NegotiateAsync("A256GCM")).Status);
        Assert.Equal(InvocationStatus.UnknownContext, (await Client.SendAsync([1, 2, 3])).Status);
        Assert.False(await Grain.ReportStepsAsync([], Token));
    }

    [Fact]
    public async Task Negotiate_WhenNoSuiteFits_IsNoCommonSuite() =>
        Assert.Equal(NegotiationStatus.NoCommonSuite, (await Client.NegotiateAsync("A128GCM", "C20P")).Status);

    [Fact]
    public async Task Activate_WhenGenerationOrKeyWasUsed_IsStale()
    {
        var (_, activation) = await Client.RekeyAsync();
        Assert.Equal(KeyActivationOutcome.StaleGeneration, await Grain.ActivateKeyAsync(activation, Token));
        var next = await Client.NegotiateAsync("A256GCM");
        Assert.Equal(activation.Generation + 1, next.Generation);
        Assert.Equal(
            KeyActivationOutcome.StaleGeneration, await Grain.ActivateKeyAsync(activation with { Generation = next.Generation }, Token));
    }

    [Fact]
    public async Task Activate_WhenNotNegotiated_IsRefused()
    {
        var chosen = await Client.NegotiateAsync("A256GCM");
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
            Assert.Equal(KeyActivationOutcome.Activated, (await Client.RekeyAsync()).Outcome);
        }

        Assert.Equal(KeyActivationOutcome.RateLimited, (await Client.RekeyAsync()).Outcome);
        Parts.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(KeyActivationOutcome.Activated, (await Client.RekeyAsync()).Outcome);
    }

    [Fact]
    public async Task Activate_WhenTheKmeIsDead_BurnsTheGenerationOnly()
    {
        var (_, first) = await Client.RekeyAsync();
        var chosen = await Client.NegotiateAsync("A256GCM");
        Parts.Keys.Refusal = KeyAnswerStatus.Unavailable;
        var activation = first with { Generation = chosen.Generation, KeyId = Guid.NewGuid() };
        Assert.Equal(KeyActivationOutcome.KmeUnavailable, await Grain.ActivateKeyAsync(activation, Token));
        Parts.Keys.Refusal = null;

        using var request = Client.Seal();
        Assert.Equal(InvocationStatus.Sealed, (await Client.SendAsync(request)).Status);
        Assert.Equal(chosen.Generation + 1, (await Client.NegotiateAsync("A256GCM")).Generation);
    }

    [Fact]
    public async Task Invoke_WhenTheHostLostItsKeys_IsKeyUnknownAndARepeatUnderANewKeyWorks()
    {
        var (_, before) = await Client.RekeyAsync();
        using var request = Client.Seal();
        await Host.RestartAsync();
        Assert.Equal(InvocationStatus.KeyUnknown, (await Client.SendAsync(request)).Status);

        var (outcome, after) = await Client.RekeyAsync();
        Assert.Equal(KeyActivationOutcome.Activated, outcome);
        Assert.True(after.Generation > before.Generation);
        using var repeat = Client.Seal(invocation: request.Header.Invocation);
        Assert.Equal(InvocationStatus.Sealed, (await Client.SendAsync(repeat)).Status);
        Assert.Equal(1, Parts.Functions.Runs);
    }

    [Fact]
    public async Task Invoke_WhenRepeatedUnderTheNextKey_AnswersWithoutRunningAgain()
    {
        await Client.RekeyAsync();
        using var request = Client.Seal();
        await Client.SendAsync(request);
        await Client.RekeyAsync();
        using var repeat = Client.Seal("""{"x":2}""", request.Header.Invocation);
        var outcome = await Client.SendAsync(repeat);
        Assert.Equal("""{"x":1}""", Client.OpenText(repeat, outcome.SealedResult));
        Assert.Equal(1, Parts.Functions.Runs);

        Parts.Clock.Advance(TimeSpan.FromSeconds(31));
        using var late = Client.Seal("""{"x":3}""", request.Header.Invocation);
        Assert.Equal(InvocationStatus.Sealed, (await Client.SendAsync(late)).Status);
        Assert.Equal(2, Parts.Functions.Runs);
    }

    [Fact]
    public async Task Invoke_WhenReplayedOrNotAuthentic_DoesNotRun()
    {
        await Client.RekeyAsync();
        using var request = Client.Seal();
        await Client.SendAsync(request);
        Assert.Equal(InvocationStatus.Replayed, (await Client.SendAsync(request)).Status);
        Assert.Equal(InvocationStatus.Malformed, (await Client.SendAsync(request.Message[..50])).Status);
        Assert.Equal(InvocationStatus.TooLarge, (await Client.SendAsync(new byte[MessageLimits.MaxMessageBytes + 1])).Status);
        Assert.Equal(1, Parts.Functions.Runs);
    }

    [Theory]
    [InlineData(FunctionOutcomeKind.NotTaken, InvocationStatus.NoWorker)]
    [InlineData(FunctionOutcomeKind.Busy, InvocationStatus.Busy)]
    public async Task Invoke_WhenNobodyTookIt_IsRefusedAndARepeatRuns(FunctionOutcomeKind kind, InvocationStatus status)
    {
        await Client.RekeyAsync();
        using var request = Client.Seal();
        Parts.Functions.Refusal = kind;
        Assert.Equal(status, (await Client.SendAsync(request)).Status);

        Parts.Functions.Refusal = null;
        using var repeat = Client.Seal(invocation: request.Header.Invocation);
        Assert.Equal(InvocationStatus.Sealed, (await Client.SendAsync(repeat)).Status);
        Assert.Equal(1, Parts.Functions.Runs);
    }

    [Fact]
    public async Task Invoke_WhenWhoRanItWentAway_IsLostAndARepeatDoesNotRun()
    {
        await Client.RekeyAsync();
        using var request = Client.Seal();
        Parts.Functions.Refusal = FunctionOutcomeKind.OutcomeUnknown;
        Assert.Equal(InvocationStatus.OutcomeLost, (await Client.SendAsync(request)).Status);

        Parts.Functions.Refusal = null;
        using var repeat = Client.Seal(invocation: request.Header.Invocation);
        Assert.Equal(InvocationStatus.Replayed, (await Client.SendAsync(repeat)).Status);
        Assert.Equal(0, Parts.Functions.Runs);
    }

    [Fact]
    public async Task Journal_WhenInvoked_HoldsTheHostsStepsInOrder()
    {
        await Client.RekeyAsync();
        using var request = Client.Seal();
        await Client.SendAsync(request);
        var journal = Host.Grains.GetGrain<IStepJournalGrain>(Context);
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
