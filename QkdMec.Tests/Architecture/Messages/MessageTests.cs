using System.Collections.Immutable;

namespace QkdMec.Tests.Architecture.Messages;

/// <summary>Does every grain message look as a grain message must?</summary>
public sealed class MessageTests
{
    [Fact]
    public void Contracts_AreFound()
    {
        Assert.Contains(typeof(Grains.KeyPools.IOutboundKeyPoolGrain), GrainContracts.Interfaces);
        Assert.Contains(typeof(Grains.KeyPools.Lease), GrainContracts.Messages);
        Assert.Contains(typeof(Grains.Identity.KmeId), GrainContracts.Messages);
    }

    [Fact]
    public void Messages_AreSealedImmutableRecords() => Rule.Holds("A message never changes", GrainContracts.Messages.SelectMany(MessageRules.Shape));

    [Fact]
    public void Messages_AreSerialisable() => Rule.Holds("A message crosses between silos", GrainContracts.Messages.SelectMany(MessageRules.Attributes));

    [Fact]
    public void Messages_AndGrains_TakeTheirNamesFromTheTable() =>
        Rule.Holds("What crosses a wire has a name in the table", GrainContracts.Messages.Concat(GrainContracts.Interfaces.Where(HasMethods)).SelectMany(MessageRules.Alias));

    [Fact]
    public void Messages_NumberTheirMembersOnce() => Rule.Holds("Members have numbers, each its own", GrainContracts.Messages.SelectMany(MessageRules.Ids));

    [Fact]
    public void Messages_HoldNothingMutable() =>
        Rule.Holds("Use ImmutableArray<T>", GrainContracts.Messages.SelectMany(MessageRules.Members).Concat(GrainContracts.Interfaces.SelectMany(MessageRules.Signatures)));

    [Fact]
    public void GrainMethods_AreAsynchronousAndCancellable() =>
        Rule.Holds("Return a task, end in Async, take the token last", GrainContracts.Interfaces.SelectMany(MessageRules.Methods));

    [Fact]
    public void Table_HoldsEveryNameOnce() =>
        Rule.Holds("A wire name belongs to one type", AliasTable.Names.GroupBy(entry => entry.Value).Where(group => group.Count() > 1).Select(group => group.Key));

    [Theory]
    [InlineData(typeof(OpenRecord))]
    [InlineData(typeof(ChangingRecord))]
    [InlineData(typeof(PlainClass))]
    public void Shape_WhenTypeCanChangeOrIsNoRecord_IsReported(Type type) => Assert.Single(MessageRules.Shape(type));

    [Fact]
    public void Rules_WhenMessageBreaksThem_ReportEach()
    {
        Assert.Equal(2, MessageRules.Attributes(typeof(PlainClass)).Count());
        Assert.Single(MessageRules.Alias(typeof(PlainClass)));
        Assert.Single(MessageRules.Alias(typeof(OwnName)));
        Assert.Equal(2, MessageRules.Ids(typeof(WrongIds)).Count());
        Assert.Equal(3, MessageRules.Members(typeof(MutableMembers)).Count());
        Assert.Single(MessageRules.Methods(typeof(IWrongMethods)));
        Assert.Single(MessageRules.Signatures(typeof(IWrongMethods)));
    }

    private static bool HasMethods(Type grain) => grain.GetMethods().Length > 0;

    private record OpenRecord(int Value);

    private sealed record ChangingRecord(int Value)
    {
        public int Other { get; set; }
    }

    private sealed class PlainClass;

    [Alias("qkdmec.own")]
    internal sealed record OwnName;

    private sealed record WrongIds([property: Id(0)] int First, [property: Id(0)] int Second, int Third);

    private sealed record MutableMembers(byte[] Bytes, List<int> List, ImmutableArray<Dictionary<int, int>> Maps, ImmutableArray<int> Fine, int? Also);

    private interface IWrongMethods
    {
        Task<List<int>> Get();
    }
}
