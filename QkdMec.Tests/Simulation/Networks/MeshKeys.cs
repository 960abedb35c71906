using Microsoft.Extensions.DependencyInjection;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyDeliveries;
using QkdMec.Grains.KeyPools;

namespace QkdMec.Tests.Simulation.Networks;

/// <summary>The SAEs of a <see cref="MeshNetwork"/>: each KME <c>x</c> that has one has <c>sae-x</c>.</summary>
internal sealed class MeshKeys(MeshNetwork network)
{
    public const int KeyBytes = 32;

    /// <summary>Draws keys; the outcome, and the keys when they were delivered.</summary>
    public async Task<DrawnKeys> DrawAsync(string master, string slave, int number)
    {
        using var batch = new KeyBatch();
        var outcome = await DeliveryOf(master).EncKeysAsync(SaeOf(master), SaeOf(slave), number, KeyBytes, batch);
        return Drawn(outcome, batch);
    }

    /// <summary>Fetches keys by their ids.</summary>
    public async Task<DrawnKeys> FetchAsync(string slave, string master, params KeyId[] ids)
    {
        using var batch = new KeyBatch();
        Array.ForEach(ids, batch.Add);
        var outcome = await DeliveryOf(slave).DecKeysAsync(SaeOf(slave), SaeOf(master), batch);
        return Drawn(outcome, batch);
    }

    private KeyDelivery DeliveryOf(string kme)
    {
        var site = MeshNetwork.AddressOf(kme).Site;
        return network.Simulation.Silos.Single(silo => silo.Name == site.Value).Services.GetRequiredKeyedService<KeyDelivery>(site);
    }

    private static SaeId SaeOf(string kme) => SaeId.Parse($"sae-{kme}");

    private static DrawnKeys Drawn(KeyOutcome outcome, KeyBatch batch) => new(
        outcome, outcome == KeyOutcome.Delivered ? [.. Enumerable.Range(0, batch.Count).Select(index => (batch.IdOf(index), Convert.ToHexString(batch.KeyOf(index))))] : []);
}

/// <summary>An answer of a KME: the keys with their ids, none unless delivered.</summary>
internal sealed record DrawnKeys(KeyOutcome Outcome, IReadOnlyList<(KeyId Id, string Hex)> Keys);
