using System.Text.Json;
using QkdMec.Client.Saes;
using QkdMec.Protocols.SecurityContexts;
using QkdMec.Protocols.Steps;

namespace QkdMec.Tests.Simulation.SecurityContexts;

/// <summary>What the client's SAE has instead of HTTP: the world's wire, with the product's patience.</summary>
internal sealed class ClientLine(WorldContext context, SecurityWire wire, TimeProvider clock) : IHostChannel
{
    private static readonly TimeSpan ShortPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongPatience = TimeSpan.FromSeconds(8);

    public Task<ChannelAnswer> NegotiateAsync(NegotiationRequest offer, string traceId, CancellationToken cancellationToken) =>
        SendAsync("negotiation", JsonSerializer.SerializeToUtf8Bytes(offer, SecurityContextJson.Default.NegotiationRequest), ShortPatience);

    public Task<ChannelAnswer> ActivateAsync(KeyActivationRequest key, string traceId, CancellationToken cancellationToken) =>
        SendAsync("key", JsonSerializer.SerializeToUtf8Bytes(key, SecurityContextJson.Default.KeyActivationRequest), ShortPatience);

    public Task<ChannelAnswer> InvokeAsync(byte[] message, string traceId, CancellationToken cancellationToken) =>
        SendAsync("invocations", message, LongPatience);

    public Task<ChannelAnswer> ReportAsync(IReadOnlyList<StepRecord> steps, CancellationToken cancellationToken) =>
        SendAsync("steps", JsonSerializer.SerializeToUtf8Bytes(new StepList { Steps = steps }, StepJson.Default.StepList), ShortPatience);

    private async Task<ChannelAnswer> SendAsync(string operation, byte[] body, TimeSpan within)
    {
        try
        {
            return await wire.CarryAsync(context, operation, body, clock).WaitAsync(within, clock);
        }
        catch (TimeoutException)
        {
            return ChannelAnswer.Of(ChannelAnswer.TimedOut);
        }
    }
}
