using QkdMec.Protocols.SecurityContexts;
using QkdMec.Protocols.Steps;

namespace QkdMec.Client.Saes;

/// <summary>The requests below the <c>referenceURI</c> of one app context.</summary>
internal interface IHostChannel
{
    /// <summary>Offers cipher suites.</summary>
    Task<ChannelAnswer> NegotiateAsync(NegotiationRequest offer, string traceId, CancellationToken cancellationToken);

    /// <summary>Sends the id of the key that was drawn.</summary>
    Task<ChannelAnswer> ActivateAsync(KeyActivationRequest key, string traceId, CancellationToken cancellationToken);

    /// <summary>Sends a sealed request; the body of a success is the sealed result.</summary>
    Task<ChannelAnswer> InvokeAsync(byte[] message, string traceId, CancellationToken cancellationToken);

    /// <summary>Reports steps.</summary>
    Task<ChannelAnswer> ReportAsync(IReadOnlyList<StepRecord> steps, CancellationToken cancellationToken);
}
