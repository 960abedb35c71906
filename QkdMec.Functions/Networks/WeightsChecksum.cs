using System.Buffers.Binary;
using System.Security.Cryptography;

namespace QkdMec.Functions.Networks;

/// <summary>The checksum of a network: SHA-256 over each layer's weights, then its bias, as little-endian IEEE 754 single precision.</summary>
internal static class WeightsChecksum
{
    public static string Of(FeedForwardNetwork network)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var layer in network.Layers)
        {
            hash.AppendData(ToBytes(layer.Weights));
            hash.AppendData(ToBytes(layer.Bias));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    public static byte[] ToBytes(ReadOnlySpan<float> values)
    {
        var bytes = new byte[values.Length * sizeof(float)];
        for (var index = 0; index < values.Length; index++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(index * sizeof(float)), values[index]);
        }

        return bytes;
    }

    public static float[] FromBytes(ReadOnlySpan<byte> bytes)
    {
        var values = new float[bytes.Length / sizeof(float)];
        for (var index = 0; index < values.Length; index++)
        {
            values[index] = BinaryPrimitives.ReadSingleLittleEndian(bytes[(index * sizeof(float))..]);
        }

        return values;
    }
}
