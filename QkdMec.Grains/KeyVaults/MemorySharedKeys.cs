using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Grains.KeyVaults;

/// <summary>Shared keys that live and die with their process.</summary>
internal sealed class MemorySharedKeys : ISharedKeyStore, IDisposable
{
    private readonly Lock gate = new();
    private readonly Dictionary<Guid, Entry> entries = [];

    /// <inheritdoc/>
    public ValueTask<bool> StoreAsync(NewSharedKeys keys, KeyMaterial bytes, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (keys.Ids.Any(entries.ContainsKey))
            {
                return new(false);
            }

            var length = bytes.Length / keys.Ids.Length;
            ImmutableArray<SharedKeyReader> readers = [.. keys.Readers.OrderBy(sae => sae.Value, StringComparer.Ordinal).Select(sae => new SharedKeyReader(sae, null))];
            for (var i = 0; i < keys.Ids.Length; i++)
            {
                var record = new SharedKeyRecord(keys.Ids[i], keys.Master, keys.ExpiresAt, readers);
                entries[keys.Ids[i]] = new Entry(record, KeyMaterial.CopyOf($"shared key {keys.Ids[i]}", bytes.Span.Slice(i * length, length)), keys.ExpiresAt);
            }

            return new(true);
        }
    }

    /// <inheritdoc/>
    public ValueTask<SharedKeyRecord?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return new(entries.GetValueOrDefault(id)?.Record);
        }
    }

    /// <inheritdoc/>
    public ValueTask<KeyMaterial?> LoadAsync(Guid id, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return new(entries.GetValueOrDefault(id)?.Bytes is { } bytes ? KeyMaterial.CopyOf($"shared key {id}", bytes.Span) : null);
        }
    }

    /// <inheritdoc/>
    public ValueTask MarkFetchedAsync(ImmutableArray<Guid> ids, SaeId reader, DateTimeOffset at, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            foreach (var id in ids)
            {
                if (entries.GetValueOrDefault(id) is { Record: { } record } entry)
                {
                    var readers = record.Readers.Select(known => known.Sae == reader ? known with { FetchedAt = known.FetchedAt ?? at } : known);
                    entries[id] = entry with { Record = record with { Readers = [.. readers] } };
                }
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask VoidAsync(ImmutableArray<Guid> ids, DateTimeOffset until, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            foreach (var id in ids)
            {
                entries.GetValueOrDefault(id)?.Bytes?.Dispose();
                entries[id] = new Entry(null, null, until);
            }
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<long> SweepAsync(DateTimeOffset now, DateTimeOffset fetchedBefore, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var done = entries.Where(entry => entry.Value.ExpiresAt <= now || IsFetchedByAll(entry.Value.Record, fetchedBefore)).ToList();
            foreach (var (id, entry) in done)
            {
                entry.Bytes?.Dispose();
                entries.Remove(id);
            }

            return new(entries.Count);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (gate)
        {
            foreach (var entry in entries.Values)
            {
                entry.Bytes?.Dispose();
            }

            entries.Clear();
        }
    }

    private static bool IsFetchedByAll(SharedKeyRecord? record, DateTimeOffset before) =>
        record is not null && record.Readers.All(reader => reader.FetchedAt < before);

    private sealed record Entry(SharedKeyRecord? Record, KeyMaterial? Bytes, DateTimeOffset ExpiresAt);
}
