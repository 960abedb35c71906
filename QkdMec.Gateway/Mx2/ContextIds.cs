using System.Security.Cryptography;
using System.Text;
using QkdMec.Grains.Identity;

namespace QkdMec.Gateway.Mx2;

/// <summary>Ids of contexts: 32 hexadecimal digits that others cannot guess.</summary>
internal static class ContextIds
{
    private const int Length = 32;

    /// <summary>A fresh id.</summary>
    public static ContextId New() => new(RandomNumberGenerator.GetHexString(Length, lowercase: true));

    /// <summary>
    /// The id that a client's idempotency key stands for, the same at every gateway. It can be guessed by who knows client and key, and by nobody else; where clients
    /// are told apart, another's id is of no use.
    /// </summary>
    public static ContextId For(string client, string key) =>
        new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"qkdmec app context\n{client.Length}\n{client}\n{key}")))[..Length]);

    /// <summary>Whether a text could be an id; others are not worth a grain.</summary>
    public static bool IsValid(string text) => text.Length == Length && text.All(char.IsAsciiHexDigitLower);
}
