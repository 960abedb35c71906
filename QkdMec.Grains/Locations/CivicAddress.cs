using System.Collections.Immutable;
using QkdMec.Protocols.Mx2;

namespace QkdMec.Grains.Locations;

/// <summary>Compares civic addresses (RFC 4776) element by element, whatever the case and the spaces around values.</summary>
internal static class CivicAddress
{
    // They say in which language and script an address is written, not where it is.
    private const int Language = 0;
    private const int Script = 128;

    /// <summary>
    /// The wanted element that an address contradicts; null when there is none. What the address does not tell contradicts nothing; of several elements of one type,
    /// as in several languages, one suffices.
    /// </summary>
    public static CivicElement? FindContradiction(ImmutableArray<CivicElement> address, IReadOnlyList<CivicAddressElement> wanted)
    {
        foreach (var kind in wanted.Where(element => element.CaType is not (Language or Script)).GroupBy(element => element.CaType))
        {
            var told = address.Where(element => element.Type == kind.Key).Select(element => element.Value.Trim()).ToList();
            if (told.Count > 0 && !kind.Any(element => told.Contains(element.CaValue.Trim(), StringComparer.OrdinalIgnoreCase)))
            {
                return new CivicElement(kind.Key, kind.First().CaValue);
            }
        }

        return null;
    }
}
