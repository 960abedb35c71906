using System.Collections.Immutable;
using QkdMec.Protocols.Secrets;
using QkdMec.Tests.Architecture.Messages;

namespace QkdMec.Tests.Architecture.Secrecy;

/// <summary>Can a grain message carry what must stay in its perimeter?</summary>
public sealed class SecrecyTests
{
    [Fact]
    public void GrainMethods_TakeAndReturnNothingClear() =>
        Rule.Holds("No grain method takes or returns clear key bytes, arguments or results", GrainContracts.Interfaces.SelectMany(SecrecyRules.ClearSignatures));

    [Fact]
    public void Messages_HoldNothingClear() => Rule.Holds("No message holds clear key bytes, arguments or results", GrainContracts.Messages.SelectMany(SecrecyRules.ClearMembers));

    [Fact]
    public void Bytes_InMessages_AreJustifiedOneByOne()
    {
        var members = GrainContracts.Messages.SelectMany(SecrecyRules.ByteMembers).ToList();

        Rule.Holds("Say in " + SecrecyRules.AllowedBytesFile + " why these are not clear", members.Except(SecrecyRules.AllowedBytes));
        Rule.Holds("These are gone: delete them from " + SecrecyRules.AllowedBytesFile, SecrecyRules.AllowedBytes.Except(members));
    }

    [Fact]
    public void Rules_WhenContractIsClear_ReportIt()
    {
        Assert.Equal(4, SecrecyRules.ClearSignatures(typeof(IClear)).Count());
        Assert.Equal(2, SecrecyRules.ClearMembers(typeof(Clear)).Count());
        Assert.Single(SecrecyRules.ByteMembers(typeof(Clear)));
    }

    [Fact]
    public void KeyMaterial_WhenPrinted_ShowsItsIdOnly()
    {
        using var key = KeyMaterial.CopyOf("the-id", [0x6b, 0x65, 0x79]);

        Assert.Equal("key material the-id", key.ToString());
    }

    private interface IClear
    {
        Task<KeyMaterial> KeyAsync(CancellationToken cancellationToken);

        Task TakeAsync(byte[] arguments, ReadOnlyMemory<byte> result, ImmutableArray<byte> anonymous);
    }

    private sealed record Clear(KeyMaterial Key, byte[] Arguments, ImmutableArray<byte> Bytes, int Fine);
}
