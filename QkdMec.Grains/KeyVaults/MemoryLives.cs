using QkdMec.Grains.Identity;

namespace QkdMec.Grains.KeyVaults;

/// <summary>The runs of listeners in a <see cref="MemoryKeyVault"/>, whose lock guards them.</summary>
internal sealed class MemoryLives
{
    private readonly SortedDictionary<long, (ListenerLife Life, bool IsStopped)> lives = [];
    private long last;

    public ListenerLife? Find(long number) => lives.TryGetValue(number, out var found) ? found.Life : null;

    public ListenerLife Begin(KeyListenerId listener, bool endsEarlier)
    {
        foreach (var earlier in lives.Values.Where(entry => endsEarlier && entry.Life.Listener == listener).ToList())
        {
            lives.Remove(earlier.Life.Number);
        }

        var life = new ListenerLife(listener, ++last, 1);
        lives.Add(life.Number, (life, false));
        return life;
    }

    public bool Beat(long number)
    {
        if (!lives.TryGetValue(number, out var found) || found.IsStopped)
        {
            return false;
        }

        lives[number] = (found.Life with { Beat = found.Life.Beat + 1 }, false);
        return true;
    }

    public bool Stop(long number)
    {
        if (!lives.TryGetValue(number, out var found))
        {
            return false;
        }

        lives[number] = (found.Life, true);
        return true;
    }

    public bool End(ListenerLife seen) => Find(seen.Number) == seen && lives.Remove(seen.Number);
}
