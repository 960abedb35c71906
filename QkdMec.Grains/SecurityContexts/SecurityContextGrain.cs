using System.Collections.Immutable;
using QkdMec.Grains.Entropy;
using QkdMec.Grains.Hosting;
using QkdMec.Grains.Identity;
using QkdMec.Grains.Steps;
using QkdMec.Protocols.Qkd014Clients;
using QkdMec.Protocols.SecurityContexts;
using QkdMec.Protocols.Steps;

namespace QkdMec.Grains.SecurityContexts;

/// <summary>Holds the keys of one context in the host's process and runs its function on sealed requests, several at a time.</summary>
[HostPlaced, Reentrant]
internal sealed partial class SecurityContextGrain(
    [PersistentState("security-context")] IPersistentState<SecurityContextState> state,
    IHosts hosts,
    IIdSource ids,
    StepRecorder steps,
    TimeProvider time,
    SecurityContextOptions options,
    SecurityContextInstruments instruments) : Grain, ISecurityContextGrain
{
    // Calls interleave at awaits; a state is written by one of them at a time.
    private readonly SemaphoreSlim writing = new(1);
    private readonly CancellationTokenSource stopping = new();

    // Whether a change failed, so that nobody knows what is stored: calls that were waiting must not take the state in memory for it.
    private bool isDoubtful;
    private HostContext? context;
    private HostContext? retired;
    private IGrainTimer? sweep;

    private SecurityContextId Id => SecurityContextId.Parse(this.GetPrimaryKeyString());

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        Open();
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        await stopping.CancelAsync();
        context?.Dispose();
        retired?.Dispose();
    }

    public async Task BindAsync(SecurityContextBinding binding, CancellationToken cancellationToken)
    {
        await writing.WaitAsync();
        try
        {
            if (isDoubtful || state.State.Binding != binding)
            {
                state.State.Binding = binding;
                await ChangeAsync(state.WriteStateAsync(CancellationToken.None));
                context?.Dispose();
                Open();
            }
        }
        finally
        {
            writing.Release();
        }
    }

    public Task<NegotiationOutcome> NegotiateAsync(CipherSuiteOffer offer, CancellationToken cancellationToken)
    {
        if (context is not { } live)
        {
            return Task.FromResult(new NegotiationOutcome(NegotiationStatus.UnknownContext, default, "", 0, 0));
        }

        var outcome = live.Negotiations.Negotiate(offer, state.State.LastGeneration);
        Record(offer.TraceId, KnownSteps.CipherSuiteChosen, outcome.Status == NegotiationStatus.Chosen);
        return Task.FromResult(outcome);
    }

    public async Task<KeyActivationOutcome> ActivateKeyAsync(KeyActivation activation, CancellationToken cancellationToken)
    {
        var outcome = await FetchAndInstallAsync(activation);
        instruments.KeyActivated(Id.Host, outcome);
        return outcome;
    }

    public Task<bool> ReportStepsAsync(ImmutableArray<StepEntry> entries, CancellationToken cancellationToken)
    {
        if (context is not null)
        {
            steps.Send(GrainFactory, Id.Context, entries);
        }

        return Task.FromResult(context is not null);
    }

    private async Task<KeyActivationOutcome> FetchAndInstallAsync(KeyActivation activation)
    {
        if (context is not { } live)
        {
            return KeyActivationOutcome.UnknownContext;
        }

        var (outcome, transcript) = await AdmitAsync(live, activation);
        if (transcript is null)
        {
            return outcome;
        }

        using var limit = new CancellationTokenSource(options.KeyFetchTimeout, time);
        using var answer = await HostKeys.FetchAsync(live.Parts.Keys, activation, limit.Token);
        outcome = live.IsClosed || live.IsRetired ? KeyActivationOutcome.UnknownContext : HostKeys.Install(live.Session, transcript, answer, time.GetUtcNow());
        Record(activation.TraceId, KnownSteps.HostKeyFetched, answer.Status == KeyAnswerStatus.Delivered);
        Record(activation.TraceId, KnownSteps.HostKeyStored, outcome == KeyActivationOutcome.Activated);
        return outcome;
    }

    /// <summary>Writes the generation before the key is fetched: whatever crashes then, no key serves two generations.</summary>
    private async Task<(KeyActivationOutcome Outcome, Transcript? Transcript)> AdmitAsync(HostContext live, KeyActivation activation)
    {
        await writing.WaitAsync();
        try
        {
            var outcome = live.Negotiations.Admit(activation, state.State, time.GetElapsedTime(0));
            if (outcome != KeyActivationOutcome.Activated)
            {
                return (outcome, null);
            }

            var transcript = live.Negotiations.Conclude(activation, Id.Context);
            state.State.Take(activation.Generation, activation.KeyId);
            await ChangeAsync(state.WriteStateAsync(CancellationToken.None));
            return (outcome, transcript);
        }
        finally
        {
            writing.Release();
        }
    }

    private void Open()
    {
        if (state.State.Binding is { } binding)
        {
            context = new HostContext(Id, binding, hosts.Require(Id.Host), options);
        }
    }

    private async Task ChangeAsync(Task change)
    {
        isDoubtful = true;
        try
        {
            await change;
            isDoubtful = false;
        }
        catch
        {
            // The next activation reads what is stored now.
            DeactivateOnIdle();
            throw;
        }
    }

    private void Record(string traceId, Step step, bool succeeded) =>
        steps.Record(GrainFactory, Id.Context, traceId, step, succeeded ? StepOutcomes.Ok : StepOutcomes.Failed);
}
