using QkdMec.Grains.Identity;

namespace QkdMec.Gateway.Qkd014;

/// <summary>What a path of the key delivery API asks for.</summary>
/// <param name="Operation">The operation.</param>
/// <param name="Other">The other SAE; null when its id cannot be one.</param>
internal readonly record struct KeyRoute(KeyOperation Operation, SaeId? Other)
{
    private const string Prefix = "/api/v1/keys/";

    /// <summary>The path of an operation without the names in it; null for what is none.</summary>
    public static string? TemplateOf(KeyOperation operation) => operation switch
    {
        KeyOperation.Status => Prefix + "{slave_SAE_ID}/status",
        KeyOperation.EncKeys => Prefix + "{slave_SAE_ID}/enc_keys",
        KeyOperation.DecKeys => Prefix + "{master_SAE_ID}/dec_keys",
        _ => null,
    };

    /// <summary>Reads <c>/api/v1/keys/{SAE_ID}/{operation}</c>, already decoded.</summary>
    public static KeyRoute Parse(string path)
    {
        if (!path.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return default;
        }

        var end = path.LastIndexOf('/');
        var operation = end <= Prefix.Length ? KeyOperation.None : path.AsSpan(end + 1) switch
        {
            "status" => KeyOperation.Status,
            "enc_keys" => KeyOperation.EncKeys,
            "dec_keys" => KeyOperation.DecKeys,
            _ => KeyOperation.None,
        };
        if (operation == KeyOperation.None)
        {
            return default;
        }

        var name = path[Prefix.Length..end];
        return new KeyRoute(operation, Names.IsValid(name) ? new SaeId(name) : null);
    }
}

/// <summary>The operations of the key delivery API.</summary>
internal enum KeyOperation
{
    /// <summary>No such path.</summary>
    None,

    /// <summary>Get status.</summary>
    Status,

    /// <summary>Get key.</summary>
    EncKeys,

    /// <summary>Get key with key IDs.</summary>
    DecKeys,
}
