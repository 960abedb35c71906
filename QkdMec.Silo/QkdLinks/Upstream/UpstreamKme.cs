using QkdMec.Protocols.Qkd014Clients;

namespace QkdMec.Silo.QkdLinks.Upstream;

/// <summary>The KME beside one end: asks it in requests that it takes, and leaves it alone for a while when it has nothing.</summary>
internal sealed class UpstreamKme(UpstreamKmeOptions options, TimeProvider time, ModuleFaults faults) : IDisposable
{
    private readonly Qkd014Client client = new(new Qkd014ClientOptions
    {
        Kme = options.Kme, Certificate = options.Certificate, Authorities = options.Authorities, Timeout = options.Timeout,
    });

    private UpstreamLimits? limits;
    private long restsSince;
    private TimeSpan rest;

    private bool IsResting => time.GetElapsedTime(restsSince) < rest;

    /// <summary>What the KME takes; null while it does not say.</summary>
    public async Task<UpstreamLimits?> LimitsAsync(CancellationToken cancellationToken)
    {
        if (limits is null && !IsResting)
        {
            limits = UpstreamLimits.Parse(await client.ReadStatusAsync(options.PeerSae, cancellationToken));
            if (limits is null)
            {
                Rest($"{options.Kme} gives no status for SAE '{options.PeerSae}': look whether it runs, and whether certificate and authorities fit", null);
            }
        }

        return limits;
    }

    /// <summary>Draws keys of one size, at most as many as one request may have; empty when there are none at present.</summary>
    public Task<IReadOnlyList<DeliveredKey>> DrawAsync(int keys, int keyBytes, CancellationToken cancellationToken) =>
        AskAsync(keys, keyBytes, number => client.DrawManyAsync(options.PeerSae, number, 8 * keyBytes, cancellationToken));

    /// <summary>Fetches keys by their ids, at most as many as one request may have; empty when one of them cannot be had.</summary>
    public async Task<IReadOnlyList<DeliveredKey>> FetchAsync(IReadOnlyCollection<Guid> ids, int keyBytes, CancellationToken cancellationToken) =>
        await AskAsync(ids.Count, keyBytes, _ => client.FetchManyAsync(options.PeerSae, ids, 8 * keyBytes, cancellationToken));

    /// <summary>Closes the connections.</summary>
    public void Dispose() => client.Dispose();

    private async Task<IReadOnlyList<DeliveredKey>> AskAsync(int keys, int keyBytes, Func<int, Task<KeyAnswers>> ask)
    {
        if (IsResting)
        {
            return [];
        }

        using var batch = await ask(keys);
        if (batch.Status != KeyAnswerStatus.Delivered)
        {
            Rest($"{options.Kme} answered with: {batch.Status}", batch.RetryAfter);
            return [];
        }

        var delivered = batch.TakeKeys();
        if (delivered.Count == keys && delivered.All(key => key.Key.Length == keyBytes) && delivered.Select(key => key.Id).Distinct().Count() == keys)
        {
            faults.Clear();
            return delivered;
        }

        // A KME that gives other keys than asked for is not to be trusted with the rest: they are destroyed.
        Destroy(delivered);
        Rest($"{options.Kme} gave {delivered.Count} keys where {keys} of {8 * keyBytes} bits were asked for, or of another size, or one twice", null);
        return [];
    }

    private static void Destroy(IReadOnlyList<DeliveredKey> keys)
    {
        foreach (var key in keys)
        {
            key.Dispose();
        }
    }

    private void Rest(string fault, TimeSpan? retryAfter)
    {
        faults.Report(fault);
        restsSince = time.GetTimestamp();
        rest = retryAfter is { } asked && asked > options.Pause ? asked : options.Pause;

        // Its limits may be others now.
        limits = null;
    }
}
