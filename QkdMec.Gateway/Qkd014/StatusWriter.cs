using System.Text.Json;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Protocols.Qkd014;

namespace QkdMec.Gateway.Qkd014;

/// <summary>Writes a status.</summary>
internal static class StatusWriter
{
    /// <summary>Writes what there is for the caller and the SAE of the path.</summary>
    public static Task WriteAsync(KeyCall call, KeyDelivery delivery, KeyStock stock)
    {
        var limits = delivery.Options;
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new KeyStatusDocument
            {
                SourceKmeId = delivery.Kme.Value,
                TargetKmeId = stock.Remote.Value,
                MasterSaeId = call.Caller.Value,
                SlaveSaeId = call.Other!.Value.Value,
                KeySize = 8 * limits.DefaultKeyBytes,
                StoredKeyCount = (int)Math.Min(int.MaxValue, stock.StoredKeys),
                MaxKeyCount = (int)Math.Min(int.MaxValue, stock.MaxKeys),
                MaxKeyPerRequest = limits.MaxKeysPerRequest,
                MaxKeySize = 8 * limits.MaxKeyBytes,
                MinKeySize = 8 * limits.MinKeyBytes,
                MaxSaeIdCount = limits.MaxAdditionalSaes,
            },
            Qkd014Json.Default.KeyStatusDocument);
        return JsonResponse.WriteAsync(call.Context.Response, body);
    }
}
