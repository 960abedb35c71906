using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.Steps;

namespace QkdMec.Grains.SecurityContexts;

/// <summary>
/// The host end of a security context, in the process of that host. Key: <c>site/host/context id</c>.
/// Messages carry ciphertext and identifiers only.
/// </summary>
[Alias(TypeAliases.SecurityContextGrain)]
public interface ISecurityContextGrain : IGrainWithStringKey
{
    /// <summary>Binds the context to the function its app context was placed for; idempotent.</summary>
    Task BindAsync(SecurityContextBinding binding, CancellationToken cancellationToken);

    /// <summary>Picks a cipher suite of the client's offer.</summary>
    Task<NegotiationOutcome> NegotiateAsync(CipherSuiteOffer offer, CancellationToken cancellationToken);

    /// <summary>Fetches the key the client's SAE drew, by its id, from the host's own KME and makes it ready.</summary>
    Task<KeyActivationOutcome> ActivateKeyAsync(KeyActivation activation, CancellationToken cancellationToken);

    /// <summary>Opens a sealed request, runs the function once, seals the result.</summary>
    Task<InvocationOutcome> InvokeAsync(SealedRequest request, CancellationToken cancellationToken);

    /// <summary>Adds what the client perimeter did to the journal of the context; false when there is no such context here.</summary>
    Task<bool> ReportStepsAsync(ImmutableArray<StepEntry> entries, CancellationToken cancellationToken);

    /// <summary>The context moved to another host: takes no more requests, and destroys keys and state once what runs has ended.</summary>
    Task RetireAsync(CancellationToken cancellationToken);

    /// <summary>Destroys keys and state.</summary>
    Task CloseAsync(CancellationToken cancellationToken);
}
