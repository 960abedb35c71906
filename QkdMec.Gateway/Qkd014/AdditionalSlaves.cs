using System.Collections.Immutable;
using System.Text.Json;
using QkdMec.Grains.Identity;

namespace QkdMec.Gateway.Qkd014;

/// <summary>The value of <c>additional_slave_SAE_IDs</c>.</summary>
/// <param name="Saes">Those whose ids can be some.</param>
/// <param name="HasImpossible">Whether one of the ids cannot be a SAE's.</param>
internal readonly record struct AdditionalSlaves(ImmutableArray<SaeId> Saes, bool HasImpossible)
{
    /// <summary>More are not kept, since no KME offers as many.</summary>
    private const int MaxKept = 64;

    /// <summary>Whether the list is empty.</summary>
    public bool IsEmpty => Saes.IsDefaultOrEmpty && !HasImpossible;

    /// <summary>Reads an array of strings.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static AdditionalSlaves Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new JsonException();
        }

        var (saes, hasImpossible) = (ImmutableArray.CreateBuilder<SaeId>(), false);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var name = reader.TokenType == JsonTokenType.String ? Text(ref reader) : throw new JsonException();
            hasImpossible |= name is null;
            if (name is { } sae && saes.Count < MaxKept)
            {
                saes.Add(sae);
            }
        }

        return new AdditionalSlaves(saes.ToImmutable(), hasImpossible);
    }

    private static SaeId? Text(ref Utf8JsonReader reader)
    {
        var length = reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
        if (length > 6 * Names.MaxLength)
        {
            return null;
        }

        var name = reader.GetString();
        return Names.IsValid(name) ? new SaeId(name!) : null;
    }
}
