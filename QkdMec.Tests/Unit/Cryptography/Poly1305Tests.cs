using QkdMec.Grains.Cryptography;

namespace QkdMec.Tests.Unit.Cryptography;

/// <summary>Vectors of RFC 8439, section 2.5.2 and appendix A.3.</summary>
public sealed class Poly1305Tests
{
    public static TheoryData<string, string, string> Vectors => new()
    {
        {
            "85d6be7857556d337f4452fe42d506a80103808afb0db2fd4abff6af4149f51b",
            "43727970746f6772617068696320466f72756d2052657365617263682047726f7570", "a8061dc1305136c6c22b8baf0c0127a9"
        },
        { new string('0', 64), new string('0', 128), new string('0', 32) },
        { "02" + new string('0', 62), new string('f', 32), "03" + new string('0', 30) },
        { "02" + new string('0', 30) + new string('f', 32), "02" + new string('0', 30), "03" + new string('0', 30) },
        { "01" + new string('0', 62), new string('f', 32) + "f0" + new string('f', 30) + "11" + new string('0', 30), "05" + new string('0', 30) },
        {
            "01" + new string('0', 62), new string('f', 32) + "fb" + string.Concat(Enumerable.Repeat("fe", 15)) + string.Concat(Enumerable.Repeat("01", 16)),
            new string('0', 32)
        },
        { "02" + new string('0', 62), "fd" + new string('f', 30), "fa" + new string('f', 30) },
        {
            "01000000000000000400000000000000" + new string('0', 32),
            "e33594d7505e43b900000000000000003394d7505e4379cd01000000000000000000000000000000000000000000000001000000000000000000000000000000",
            "14000000000000005500000000000000"
        },
        {
            "01000000000000000400000000000000" + new string('0', 32),
            "e33594d7505e43b900000000000000003394d7505e4379cd010000000000000000000000000000000000000000000000", "13" + new string('0', 30)
        },
    };

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Tag_OfVector_IsTheStandards(string key, string message, string expected)
    {
        var tag = new byte[Poly1305.TagBytes];
        Poly1305.Tag(Convert.FromHexString(key), Convert.FromHexString(message), tag);
        Assert.Equal(expected, Convert.ToHexStringLower(tag));
    }

    [Fact]
    public void Append_InAnyPieces_GivesTheSameTag()
    {
        var key = Convert.FromHexString("85d6be7857556d337f4452fe42d506a80103808afb0db2fd4abff6af4149f51b");
        var message = Enumerable.Range(0, 100).Select(i => (byte)(i * 7)).ToArray();
        var whole = new byte[16];
        Poly1305.Tag(key, message, whole);
        for (var cut = 0; cut <= message.Length; cut++)
        {
            var tag = new byte[16];
            var authenticator = new Poly1305(key, new byte[16]);
            authenticator.Append(message.AsSpan(0, cut));
            authenticator.Append(message.AsSpan(cut));
            authenticator.Finish(tag);
            Assert.Equal(whole, tag);
        }
    }

    [Fact]
    public void Tag_OfRandomMessages_EqualsBigIntegerArithmetic()
    {
        var random = new Random(8439);
        for (var run = 0; run < 500; run++)
        {
            var (key, message, tag) = (new byte[32], new byte[random.Next(0, 90)], new byte[16]);
            random.NextBytes(key);
            random.NextBytes(message);
            Poly1305.Tag(key, message, tag);
            Assert.Equal(Reference(key, message), tag);
        }
    }

    private static byte[] Reference(byte[] key, byte[] message)
    {
        var clamp = System.Numerics.BigInteger.Parse("00ffffffc0ffffffc0ffffffc0fffffff", System.Globalization.NumberStyles.HexNumber);
        var prime = System.Numerics.BigInteger.Pow(2, 130) - 5;
        var r = new System.Numerics.BigInteger(key.AsSpan(0, 16), isUnsigned: true) & clamp;
        var sum = System.Numerics.BigInteger.Zero;
        foreach (var chunk in message.Chunk(16))
        {
            sum = (sum + new System.Numerics.BigInteger([.. chunk, 1], isUnsigned: true)) * r % prime;
        }

        sum += new System.Numerics.BigInteger(key.AsSpan(16), isUnsigned: true);
        var bytes = (sum % System.Numerics.BigInteger.Pow(2, 128)).ToByteArray(isUnsigned: true);
        return [.. bytes, .. new byte[16 - bytes.Length]];
    }
}
