using System.Text.Json;
using QkdMec.Protocols.Qkd014;

namespace QkdMec.Silo.QkdLinks.Upstream;

/// <summary>What an upstream KME gives in one request, as its status says.</summary>
/// <param name="KeysPerRequest">The most keys in one request.</param>
/// <param name="MinKeyBytes">The smallest key.</param>
/// <param name="MaxKeyBytes">The largest key.</param>
internal sealed record UpstreamLimits(int KeysPerRequest, int MinKeyBytes, int MaxKeyBytes)
{
    // More would only make answers long; no KME needs larger ones to be fast.
    private const int MostKeysPerRequest = 1024;
    private const int MostKeyBytes = 8192;

    /// <summary>Reads a status; null when it is none, or names limits that nothing fits.</summary>
    public static UpstreamLimits? Parse(string? status)
    {
        try
        {
            return status is null || JsonSerializer.Deserialize(status, Qkd014Json.Default.KeyStatusDocument) is not { } document
                ? null
                : Of(document.MaxKeyPerRequest, document.MinKeySize, document.MaxKeySize);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>How a block is cut into keys: as few as possible, all of one size, with less than a byte a key to spare where the limits let it.</summary>
    public UpstreamCut Cut(int bytes)
    {
        var keys = (bytes + MaxKeyBytes - 1) / MaxKeyBytes;
        return new UpstreamCut(keys, Math.Max(MinKeyBytes, (bytes + keys - 1) / keys));
    }

    private static UpstreamLimits? Of(int keys, int minBits, int maxBits)
    {
        var limits = new UpstreamLimits(Math.Min(keys, MostKeysPerRequest), Math.Max(1, (minBits + 7) / 8), Math.Min(maxBits / 8, MostKeyBytes));
        return limits.KeysPerRequest < 1 || limits.MaxKeyBytes < limits.MinKeyBytes ? null : limits;
    }
}

/// <summary>The keys of a block.</summary>
/// <param name="Keys">How many.</param>
/// <param name="KeyBytes">How long each is.</param>
internal readonly record struct UpstreamCut(int Keys, int KeyBytes);
