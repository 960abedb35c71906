using QkdMec.Grains.Cryptography;

namespace QkdMec.Tests.Unit.Cryptography;

/// <summary>Vectors of the authors' paper and reference implementation: key 00 01 … 0f, message 00 01 … of each length.</summary>
public sealed class SipHash24Tests
{
    [Theory]
    [InlineData(0, 0x726fdb47dd0e0e31UL)]
    [InlineData(1, 0x74f839c593dc67fdUL)]
    [InlineData(7, 0xab0200f58b01d137UL)]
    [InlineData(8, 0x93f5f5799a932462UL)]
    [InlineData(15, 0xa129ca6149be45e5UL)]
    [InlineData(16, 0x3f2acc7f57c29bdbUL)]
    [InlineData(63, 0x958a324ceb064572UL)]
    public void Tag_OfVector_IsTheAuthors(int length, ulong expected)
    {
        var key = Enumerable.Range(0, 16).Select(i => (byte)i).ToArray();
        var message = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();
        Assert.Equal(expected, SipHash24.Tag(key, message));
    }
}
