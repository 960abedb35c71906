using Microsoft.Extensions.Options;
using QkdMec.Grains.Functions;

namespace QkdMec.Functions.Runtime;

/// <summary>A ring of the latest activation records.</summary>
internal sealed class ActivationJournal(IOptions<FunctionRuntimeOptions> options) : IActivationJournal
{
    private readonly Lock gate = new();
    private readonly Queue<ActivationRecord> records = new();
    private readonly Dictionary<ActivationId, ActivationRecord> byId = [];
    private readonly int capacity = options.Value.JournalCapacity;

    public void Add(ActivationRecord record)
    {
        lock (gate)
        {
            if (records.Count == capacity)
            {
                Forget(records.Dequeue());
            }

            records.Enqueue(record);
            byId[record.Id] = record;
        }
    }

    public IReadOnlyList<ActivationRecord> Latest(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        lock (gate)
        {
            return [.. records.Skip(Math.Max(0, records.Count - limit)).Reverse()];
        }
    }

    public ActivationRecord? Find(ActivationId id)
    {
        lock (gate)
        {
            return byId.GetValueOrDefault(id);
        }
    }

    private void Forget(ActivationRecord record)
    {
        // A caller that used an id twice is found under its latest record.
        if (byId.TryGetValue(record.Id, out var latest) && ReferenceEquals(latest, record))
        {
            byId.Remove(record.Id);
        }
    }
}
