using QkdMec.Grains.Identity;

namespace QkdMec.Grains.KeyDeliveries;

/// <summary>Counts wrong key ids of each SAE in windows of time, so that nobody can guess.</summary>
internal sealed class WrongIdLimiter(int limit, TimeSpan window, TimeProvider time)
{
    private readonly Lock gate = new();
    private readonly Dictionary<SaeId, (long Since, int Count)> wrong = [];
    private int callersWithWrongIds;

    /// <summary>Whether a SAE is refused for now.</summary>
    public bool IsLimited(SaeId sae)
    {
        if (Volatile.Read(ref callersWithWrongIds) == 0)
        {
            return false;
        }

        lock (gate)
        {
            return wrong.TryGetValue(sae, out var entry) && entry.Count >= limit && !IsOver(entry.Since);
        }
    }

    /// <summary>How long a SAE is refused yet; zero when it is not.</summary>
    public TimeSpan PauseOf(SaeId sae)
    {
        lock (gate)
        {
            var left = wrong.TryGetValue(sae, out var entry) && entry.Count >= limit ? window - time.GetElapsedTime(entry.Since) : TimeSpan.Zero;
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>Counts ids that fit nothing. True: this was one too many.</summary>
    public bool Count(SaeId sae, int ids)
    {
        lock (gate)
        {
            var entry = wrong.TryGetValue(sae, out var last) && !IsOver(last.Since) ? last : (Since: time.GetTimestamp(), Count: 0);
            wrong[sae] = (entry.Since, Math.Min(int.MaxValue - ids, entry.Count) + ids);
            callersWithWrongIds = wrong.Count;
            return entry.Count < limit && entry.Count + ids >= limit;
        }
    }

    private bool IsOver(long since) => time.GetElapsedTime(since) >= window;
}
