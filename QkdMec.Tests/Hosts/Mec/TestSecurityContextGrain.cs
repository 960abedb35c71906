using System.Collections.Immutable;
using QkdMec.Grains.Hosting;
using QkdMec.Grains.SecurityContexts;
using QkdMec.Grains.Steps;

namespace QkdMec.Tests.Hosts.Mec;

/// <summary>The host's end of a security context as far as the MEC system knows it: bound or not.</summary>
[HostPlaced]
internal sealed class TestSecurityContextGrain([PersistentState("security")] IPersistentState<MecTestState> state) : Grain, ISecurityContextGrain
{
    public async Task BindAsync(SecurityContextBinding binding, CancellationToken cancellationToken)
    {
        state.State.IsBound = true;
        await SaveAsync(() => state.WriteStateAsync(CancellationToken.None));
    }

    public Task CloseAsync(CancellationToken cancellationToken) =>
        state.RecordExists ? SaveAsync(() => state.ClearStateAsync(CancellationToken.None)) : Task.CompletedTask;

    public Task RetireAsync(CancellationToken cancellationToken) => CloseAsync(cancellationToken);

    /// <summary>Used by checks: whether it is bound, told as an outcome of the contract.</summary>
    public Task<NegotiationOutcome> NegotiateAsync(CipherSuiteOffer offer, CancellationToken cancellationToken) => Task.FromResult(
        new NegotiationOutcome(state.State.IsBound ? NegotiationStatus.Chosen : NegotiationStatus.UnknownContext, offer.Sae, "", 0, 0));

    public Task<KeyActivationOutcome> ActivateKeyAsync(KeyActivation activation, CancellationToken cancellationToken) =>
        throw new NotSupportedException("no key is used here");

    public Task<InvocationOutcome> InvokeAsync(SealedRequest request, CancellationToken cancellationToken) =>
        throw new NotSupportedException("no function runs here");

    public Task<bool> ReportStepsAsync(ImmutableArray<StepEntry> entries, CancellationToken cancellationToken) => Task.FromResult(true);

    private async Task SaveAsync(Func<Task> effect)
    {
        try
        {
            await effect();
        }
        catch
        {
            DeactivateOnIdle();
            throw;
        }
    }
}
