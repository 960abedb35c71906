using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.Kmes;
using QkdMec.Grains.TrustedRelays;
using QkdMec.Protocols.Secrets;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Simulation.Networks;

/// <summary>Does a relay take what is right, once, and nothing else?</summary>
public sealed class RelayingTests : IDisposable
{
    private const int BlockBytes = 4096;

    private static readonly RelayRoute Route =
        new([HospitalSites.Edge.Kme, HospitalSites.Relay.Kme, HospitalSites.Hospital.Kme]);

    private readonly PadBook pads = new();
    private readonly SimulatedNetwork network;

    public RelayingTests() => network = new SimulatedNetwork(pads);

    public void Dispose() => network.Dispose();

    [Fact]
    public void Forward_OverTwoHops_Delivers()
    {
        Assert.Equal(RelayOutcome.Delivered, Forward(HospitalSites.Relay, Sealed()));
        Assert.Equal(2 * RelaySeal.PadBytes(BlockBytes), pads.ConsumedBytes);
    }

    [Fact]
    public void Forward_OfTheSameFrameAgain_IsRefused()
    {
        var frame = Sealed();
        Forward(HospitalSites.Relay, frame);

        Assert.Equal(RelayOutcome.Replayed, Forward(HospitalSites.Relay, frame));
        Assert.Equal(2 * RelaySeal.PadBytes(BlockBytes), pads.ConsumedBytes);
        var alarm = Assert.Single(network.Ask(() => network.Kme(HospitalSites.Relay).GetStatusAsync(Token)).Alarms);
        Assert.Equal((KmeAlarmKind.RelayReplayed, "kme-edge", 1), (alarm.Kind, alarm.Subject, alarm.Count));
    }

    [Fact]
    public void Forward_UnderAPadThatWasNeverTaken_IsRefusedWithoutAlarm()
    {
        var frame = Sealed();
        var unknown = frame with { Pad = new PadReference([.. frame.Pad.Ranges.Select(range => range with { Block = range.Block + 100 })]) };

        Assert.Equal(RelayOutcome.NoPad, Forward(HospitalSites.Relay, unknown));
        Assert.Empty(network.Ask(() => network.Kme(HospitalSites.Relay).GetStatusAsync(Token)).Alarms);
    }

    [Fact]
    public void Forward_WhenTheVaultCannotConsumeThePad_IsRefusedWithoutAlarm()
    {
        pads.Unavailable.Add(HospitalSites.Relay.Kme);

        Assert.Equal(RelayOutcome.NoPad, Forward(HospitalSites.Relay, Sealed()));
        Assert.Empty(network.Ask(() => network.Kme(HospitalSites.Relay).GetStatusAsync(Token)).Alarms);
    }

    [Fact]
    public void Forward_OfTheSameFrameManyTimesAtOnce_DeliversOnce()
    {
        var frame = Sealed();
        var relay = network.Client.GetGrain<ITrustedRelayGrain>(HospitalSites.Relay.ToGrainKey());
        var outcomes = network.Ask(() => Task.WhenAll(Enumerable.Range(0, 20).Select(_ => relay.ForwardAsync(frame, Token))));

        Assert.Single(outcomes, RelayOutcome.Delivered);
        Assert.All(outcomes, outcome => Assert.True(outcome is RelayOutcome.Delivered or RelayOutcome.NoPad or RelayOutcome.Replayed));
    }

    [Fact]
    public void Forward_OfAForgery_ConsumesNothingAndRaisesAnAlarm()
    {
        var frame = Sealed();
        var forged = frame with { Ciphertext = frame.Ciphertext.SetItem(7, (byte)(frame.Ciphertext[7] ^ 1)) };

        Assert.Equal(RelayOutcome.NotAuthentic, Forward(HospitalSites.Relay, forged));
        Assert.Equal(0, pads.ConsumedBytes);
        var alarm = Assert.Single(network.Ask(() => network.Kme(HospitalSites.Relay).GetStatusAsync(Token)).Alarms);
        Assert.Equal((KmeAlarmKind.RelayNotAuthentic, "kme-edge"), (alarm.Kind, alarm.Subject));
        Assert.Equal(RelayOutcome.Delivered, Forward(HospitalSites.Relay, frame));
    }

    [Fact]
    public void Forward_ToAnotherKmeThanTheFrameNames_IsRefused()
    {
        Assert.Equal(RelayOutcome.Refused, Forward(HospitalSites.Hospital, Sealed()));
        Assert.Equal(0, pads.ConsumedBytes);
    }

    [Fact]
    public void Forward_WhenTheNextHopHasNoPad_SaysSo()
    {
        pads.Exhausted.Add((HospitalSites.Relay.Kme, HospitalSites.Hospital.Kme));

        Assert.Equal(RelayOutcome.NoPad, Forward(HospitalSites.Relay, Sealed()));
    }

    [Fact]
    public void Forward_WhenTheNextHopIsDead_GivesTheBlockUpInTime()
    {
        network.Simulation.CrashSilo("hospital");
        var before = network.Simulation.Elapsed;

        Assert.Equal(RelayOutcome.Unreachable, Forward(HospitalSites.Relay, Sealed()));
        Assert.True(network.Simulation.Elapsed - before < TimeSpan.FromSeconds(3));
    }

    private static CancellationToken Token => CancellationToken.None;

    private RelayOutcome Forward(KmeAddress to, RelayFrame frame) =>
        network.Ask(() => network.Client.GetGrain<ITrustedRelayGrain>(to.ToGrainKey()).ForwardAsync(frame, Token));

    private RelayFrame Sealed()
    {
        var (sender, receiver) = (Route.Hops[0], Route.Hops[1]);
        var reference = pads.Allocate(sender, receiver, RelaySeal.PadBytes(BlockBytes));
        using var pad = KeyMaterial.CopyOf("pad", pads.BytesOf(sender, receiver, reference));
        var block = new byte[BlockBytes];
        new SeededEntropy(9).Fill(block);
        return RelaySeal.Seal(new RelayHeader(Route, 1, PoolDirection.Outbound, 1, 1), block, new TakenPad(reference, pad));
    }
}
