using System.Collections.Immutable;
using Orleans.Storage;
using QkdMec.Gateway.Functions;
using QkdMec.Grains.SecurityContexts;
using QkdMec.Grains.Steps;
using QkdMec.Protocols.SecurityContexts;

namespace QkdMec.Tests.Unit.SecurityContexts;

/// <summary>What does a client hear when the host's end of its context was replaced between negotiation and key?</summary>
public sealed class KeyOperationTests
{
    [Fact]
    public async Task Run_WhenAnotherActivationWroteLast_AsksToNegotiateAgain()
    {
        var call = new FunctionCall(new ReplacedContext(), "", new FunctionLimits(), TimeProvider.System, TestContext.Current.CancellationToken);

        var answer = await KeyOperation.RunAsync(call, new KeyActivationRequest("sae-hospital", CipherSuite.Aes256Gcm.Name, 1, Guid.NewGuid()));

        Assert.Equal(SecurityContextProblems.NotNegotiated, answer.Refusal);
    }

    private sealed class ReplacedContext : ISecurityContextGrain
    {
        public Task<KeyActivationOutcome> ActivateKeyAsync(KeyActivation activation, CancellationToken cancellationToken) =>
            Task.FromException<KeyActivationOutcome>(new InconsistentStateException("another activation wrote last"));

        public Task BindAsync(SecurityContextBinding binding, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<NegotiationOutcome> NegotiateAsync(CipherSuiteOffer offer, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<InvocationOutcome> InvokeAsync(SealedRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<bool> ReportStepsAsync(ImmutableArray<StepEntry> entries, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task RetireAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task CloseAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
