using System.Text.Json;
using QkdMec.Client.Saes;
using QkdMec.Grains.SecurityContexts;
using QkdMec.Protocols.Jose;
using QkdMec.Protocols.SecurityContexts;

namespace QkdMec.Tests.Simulation.SecurityContexts;

/// <content>What somebody on the line does on his own; and one inside, who calls the host past the gateway.</content>
public sealed partial class SecurityContextWorld
{
    private void AddAttacks()
    {
        Act("replay", 5, _attacker.ReplayAsync);
        Act("replay a key", 3, () => _attacker.ReplayActivationAsync(RenewAsync));
        Act("guess a key", 1, () => GuessAsync(SomeContext(), guesses: 1));
        Act("guess many keys", 1, () => GuessAsync(SomeContext(), guesses: 6));
        Act("activate without negotiation", 1, () => ActivateAsync(SomeContext(), long.MaxValue));
        Act("offer what nobody knows", 1, () => NegotiateAsync(SomeContext(), "C20P"));
        Act("send too much", 1, () => TooMuchAsync(SomeContext()));
    }

    /// <summary>A key that was sent before, for the generation that comes next.</summary>
    private async Task<byte[]> RenewAsync(WorldContext context, byte[] body)
    {
        var request = JsonSerializer.Deserialize(body, SecurityContextJson.Default.KeyActivationRequest)!;
        var generation = await NegotiateAsync(context, CipherSuite.Aes256Gcm.Name);
        return JsonSerializer.SerializeToUtf8Bytes(
            request with { Generation = Math.Max(generation, 1) }, SecurityContextJson.Default.KeyActivationRequest);
    }

    private async Task GuessAsync(WorldContext context, int guesses)
    {
        for (var guess = 0; guess < guesses; guess++)
        {
            await ActivateAsync(context, await NegotiateAsync(context, CipherSuite.Aes256Gcm.Name));
        }
    }

    private async Task<long> NegotiateAsync(WorldContext context, string suite)
    {
        var offer = JsonSerializer.SerializeToUtf8Bytes(new NegotiationRequest(SaeLife.Sae, [suite]), SecurityContextJson.Default.NegotiationRequest);
        var answer = await _wire.PostAsync(context, "negotiation", offer, isForeign: true);
        return answer.Code == ChannelAnswer.Ok
            ? JsonSerializer.Deserialize(answer.Body, SecurityContextJson.Default.NegotiationAnswer)!.Generation
            : 0;
    }

    private Task ActivateAsync(WorldContext context, long generation)
    {
        var id = new Guid(Simulation.Random.Below(int.MaxValue), 1, 1, new byte[8]);
        var request = new KeyActivationRequest(SaeLife.Sae, CipherSuite.Aes256Gcm.Name, Math.Max(generation, 1), id);
        return _wire.PostAsync(
            context, "key", JsonSerializer.SerializeToUtf8Bytes(request, SecurityContextJson.Default.KeyActivationRequest), isForeign: true);
    }

    private async Task TooMuchAsync(WorldContext context)
    {
        var outcome = InvocationStatus.TooLarge;
        if (await SucceedsAsync(async () => outcome =
            (await GrainOf(context).InvokeAsync(new SealedRequest([.. new byte[MessageLimits.MaxMessageBytes + 1]], ""), CancellationToken.None)).Status))
        {
            Count($"invocation {outcome}");
        }
    }
}
