using System.Reflection;
using QkdMec.Tests.Architecture.Secrecy;
using QkdMec.Tests.Hosting;

namespace QkdMec.Tests.Architecture.Messages;

/// <summary>Does every grain state survive storage, and hold nothing secret?</summary>
public sealed class StateTests
{
    [Fact]
    public void States_AreNamedNumberedAndSerialisable()
    {
        Rule.Holds("A state has a serializer", GrainContracts.Stored.Where(type => type.GetCustomAttribute<GenerateSerializerAttribute>(inherit: false) is null).Select(type => type.FullName!));
        Rule.Holds("A state has a name in the table", GrainContracts.Stored.SelectMany(MessageRules.Alias));
        Rule.Holds("Members have numbers, each its own", GrainContracts.Stored.SelectMany(MessageRules.Ids));
    }

    [Fact]
    public void States_HoldNothingClear()
    {
        Rule.Holds("No state holds clear key bytes, arguments or results", GrainContracts.Stored.SelectMany(SecrecyRules.ClearMembers));
        Rule.Holds("Say in " + SecrecyRules.AllowedBytesFile + " why these are not clear", GrainContracts.Stored.SelectMany(SecrecyRules.ByteMembers).Except(SecrecyRules.AllowedBytes));
    }

    [Fact]
    public void States_WhenStoredAndRead_AreAsTheyWere()
    {
        var samples = new SampleMessages();
        var states = GrainContracts.States.SelectMany(type => new[] { samples.Full(type), samples.Sparse(type) });

        Rule.Holds("These lose something in storage", states.Where(state => SampleMessages.Print(state) != SampleMessages.Print(StateWire.RoundTrip(state)))
            .Select(state => $"{state.GetType().Name}: {SampleMessages.Print(state)} became {SampleMessages.Print(StateWire.RoundTrip(state))}"));
    }

    [Fact]
    public void Samples_MakeEveryKindOfCollection()
    {
        var sample = new SampleMessages().Full(typeof(Collections));

        Assert.Equal(SampleMessages.Print(sample), SampleMessages.Print(StateWire.RoundTrip(sample)));
        Assert.Equal(3, ((Collections)sample).List.Count);
    }

    [GenerateSerializer]
    internal sealed class Collections
    {
        [Id(0)]
        public List<int> List { get; set; } = [];

        [Id(1)]
        public SortedDictionary<string, long> Map { get; set; } = [];

        [Id(2)]
        public System.Collections.Immutable.ImmutableList<string> Fixed { get; set; } = [];

        [Id(3)]
        public HashSet<int> Set { get; set; } = [];
    }
}
