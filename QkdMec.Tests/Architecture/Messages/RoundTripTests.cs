using System.Collections.Immutable;
using QkdMec.Tests.Hosting;

namespace QkdMec.Tests.Architecture.Messages;

/// <summary>Does every message arrive as it was sent, on the host this build is for?</summary>
public sealed class RoundTripTests
{
    private readonly MessageWire wire = new();
    private readonly SampleMessages samples = new();

    public static TheoryData<Type> Messages() => [.. GrainContracts.Messages];

    [Theory]
    [MemberData(nameof(Messages))]
    public void Message_WhenFull_ArrivesAsSent(Type type)
    {
        var message = samples.Full(type);

        Assert.Equal(SampleMessages.Print(message), SampleMessages.Print(wire.RoundTrip(message)));
    }

    [Theory]
    [MemberData(nameof(Messages))]
    public void Message_WhenSparse_ArrivesAsSent(Type type)
    {
        var message = samples.Sparse(type);

        Assert.Equal(SampleMessages.Print(message), SampleMessages.Print(wire.RoundTrip(message)));
    }

    [Fact]
    public void Print_TellsMessagesOfDifferentContentApart()
    {
        var one = new Grains.TrustedRelays.RelayRoute([Grains.Identity.KmeId.Parse("a")]);
        var other = new Grains.TrustedRelays.RelayRoute([Grains.Identity.KmeId.Parse("b")]);

        Assert.NotEqual(SampleMessages.Print(one), SampleMessages.Print(other));
        Assert.Equal(SampleMessages.Print(one), SampleMessages.Print(new Grains.TrustedRelays.RelayRoute(ImmutableArray.Create(one.Hops[0]))));
    }
}
