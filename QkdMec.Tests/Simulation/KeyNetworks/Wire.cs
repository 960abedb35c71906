using QkdMec.Embedded.Simulation;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.TrustedRelays;

namespace QkdMec.Tests.Simulation.KeyNetworks;

/// <summary>
/// Who sits between relays: alters frames, makes frames up, sends them again at once or later, and holds them back so that later ones overtake.
/// </summary>
internal sealed class Wire(SimulatedCluster simulation, IGrainFactory attacker, KeyNetworkHistory history, Action<string> count)
{
    public const string Altered = "frame altered";
    public const string MadeUp = "frame made up";
    public const string Repeated = "frame repeated";
    public const string RepeatedLater = "frame repeated later";
    public const string HeldBack = "frame held back";

    /// <summary>The second share of a block went to its end, by relays that did not see the first.</summary>
    public const string SecondShare = "second share by other relays";

    private const double Rate = 0.02;

    private static readonly TimeSpan LongestHold = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LatestRepeat = TimeSpan.FromSeconds(30);

    private readonly HashSet<string> _altered = new(StringComparer.Ordinal);

    public static IReadOnlyList<string> Attacks { get; } = [Altered, MadeUp, Repeated, RepeatedLater, HeldBack];

    /// <summary>What names a frame: nobody uses a pad twice.</summary>
    public static string NameOf(KmeId sender, string receivingSite, PadReference pad) => $"{sender}>{receivingSite} {string.Join(',', pad.Ranges)}";

    /// <summary>Whether a frame of that name came to a site.</summary>
    public static bool IsTo(string name, string receivingSite) => name.Contains($">{receivingSite} ", StringComparison.Ordinal);

    /// <summary>Whether of a frame only an altered one was sent.</summary>
    public bool IsAltered(string name) => _altered.Contains(name);

    /// <summary>Brings a frame over, or what the attacker makes of it.</summary>
    public async Task<RelayOutcome> CarryAsync(ITrustedRelayGrain receiver, string receiverKey, RelayFrame frame, CancellationToken cancellationToken)
    {
        Note(frame.Header);
        switch (simulation.Faults.IsOn && simulation.Random.Chance(Rate * Attacks.Count) ? Attacks[simulation.Random.Below(Attacks.Count)] : "")
        {
            case Altered:
                return await AlterAsync(receiver, receiverKey, frame, cancellationToken);
            case MadeUp:
                var madeUp = FrameForgery.MakeUp(frame, simulation.Random);
                Refused(MadeUp, madeUp, await receiver.ForwardAsync(madeUp, cancellationToken));
                break;
            case Repeated:
                count(Repeated);
                var outcomes = await Task.WhenAll(receiver.ForwardAsync(frame, cancellationToken), receiver.ForwardAsync(frame, cancellationToken));
                return outcomes.Min();
            case RepeatedLater:
                _ = simulation.Start(() => RepeatAsync(receiverKey, frame));
                break;
            case HeldBack:
                count(HeldBack);
                await Task.Delay(simulation.Random.Between(TimeSpan.Zero, LongestHold), simulation.Clock, cancellationToken);
                break;
        }

        return await receiver.ForwardAsync(frame, cancellationToken);
    }

    private void Note(RelayHeader sent)
    {
        history.FrameSent(sent);
        if (sent is { IsLastHop: true, Share: 1 })
        {
            count(SecondShare);
        }
    }

    private async Task<RelayOutcome> AlterAsync(ITrustedRelayGrain receiver, string receiverKey, RelayFrame frame, CancellationToken cancellationToken)
    {
        _altered.Add(NameOf(frame.Header.Sender, KmeAddress.Parse(receiverKey).Site.Value, frame.Pad));
        var altered = FrameForgery.Alter(frame, simulation.Random);
        return Refused(Altered, altered, await receiver.ForwardAsync(altered, cancellationToken));
    }

    private async Task RepeatAsync(string receiverKey, RelayFrame frame)
    {
        count(RepeatedLater);
        await Task.Delay(simulation.Random.Between(TimeSpan.Zero, LatestRepeat), simulation.Clock);
        try
        {
            var outcome = await attacker.GetGrain<ITrustedRelayGrain>(receiverKey).ForwardAsync(frame, CancellationToken.None);
            count($"{RepeatedLater}: {outcome}");
        }
        catch (Exception error) when (error is TimeoutException or OrleansException)
        {
            // Nobody there to hear it.
        }
    }

    private RelayOutcome Refused(string attack, RelayFrame frame, RelayOutcome outcome)
    {
        count(attack);
        count($"{attack}: {outcome}");
        if (outcome == RelayOutcome.Delivered)
        {
            history.FrameAccepted(NameOf(frame.Header.Maker, attack, frame.Pad), isGenuine: false);
        }

        return outcome;
    }
}
