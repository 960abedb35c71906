using System.Collections.Immutable;
using System.Text.Json;
using QkdMec.Protocols.Access;

namespace QkdMec.Gateway.Access;

/// <summary>Finds the roles in a provider's token.</summary>
internal static class OpenIdRoles
{
    /// <summary>The roles of ours that a claim names; none when it is not there or something else.</summary>
    /// <param name="payload">The token's claims.</param>
    /// <param name="claim">The claim's name; dots lead into objects, unless a claim has just that name.</param>
    public static ImmutableArray<string> Of(JsonElement payload, string claim)
    {
        var named = Find(payload, claim) switch
        {
            { ValueKind: JsonValueKind.String } text => text.GetString()!.Split(' '),
            { ValueKind: JsonValueKind.Array } list => list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!),
            _ => [],
        };
        return [.. AccessRoles.All.Intersect(named)];
    }

    private static JsonElement? Find(JsonElement place, string path)
    {
        if (place.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        if (place.TryGetProperty(path, out var found))
        {
            return found;
        }

        var dot = path.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && place.TryGetProperty(path[..dot], out var inner) ? Find(inner, path[(dot + 1)..]) : null;
    }
}
