using System.Text.Json;
using QkdMec.Protocols.SecurityContexts;
using QkdMec.Protocols.Steps;

namespace QkdMec.Client.Saes;

/// <summary>The requests to one app context over HTTP.</summary>
internal sealed class HostChannel(EdgeConnection edge, string referenceUri, ChannelLimits limits) : IHostChannel
{
    public Task<ChannelAnswer> NegotiateAsync(NegotiationRequest offer, string traceId, CancellationToken cancellationToken) => PostJsonAsync(
        "/negotiation", JsonSerializer.SerializeToUtf8Bytes(offer, SecurityContextJson.Default.NegotiationRequest), traceId, cancellationToken);

    public Task<ChannelAnswer> ActivateAsync(KeyActivationRequest key, string traceId, CancellationToken cancellationToken) => PostJsonAsync(
        "/key", JsonSerializer.SerializeToUtf8Bytes(key, SecurityContextJson.Default.KeyActivationRequest), traceId, cancellationToken);

    public async Task<ChannelAnswer> InvokeAsync(byte[] message, string traceId, CancellationToken cancellationToken)
    {
        using var request = EdgeConnection.Post(referenceUri + "/invocations", message, "application/jose");
        return await edge.SendAsync(request, traceId, limits.InvokeWithin, cancellationToken);
    }

    public Task<ChannelAnswer> ReportAsync(IReadOnlyList<StepRecord> steps, CancellationToken cancellationToken) => PostJsonAsync(
        "/steps", JsonSerializer.SerializeToUtf8Bytes(new StepList { Steps = steps }, StepJson.Default.StepList), "", cancellationToken);

    private async Task<ChannelAnswer> PostJsonAsync(string operation, byte[] body, string traceId, CancellationToken cancellationToken)
    {
        using var request = EdgeConnection.Post(referenceUri + operation, body, "application/json");
        return await edge.SendAsync(request, traceId, limits.AgreeWithin, cancellationToken);
    }
}
