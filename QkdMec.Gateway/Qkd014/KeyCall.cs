using Microsoft.AspNetCore.Http;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyDeliveries;

namespace QkdMec.Gateway.Qkd014;

/// <summary>One request.</summary>
/// <param name="Context">The HTTP side of it.</param>
/// <param name="Keys">Where its keys go.</param>
/// <param name="Caller">The SAE of the connection.</param>
/// <param name="Other">The SAE of the path; null when its id cannot be one.</param>
internal readonly record struct KeyCall(HttpContext Context, KeyBatch Keys, SaeId Caller, SaeId? Other);
