using QkdMec.Grains.Identity;

namespace QkdMec.Grains.MecHosts.Registries;

/// <summary>Judges by their pulses which hosts are down. A host is given the whole time from when it is first looked at.</summary>
/// <param name="failedAfter">The silence from which a host is down.</param>
internal sealed class HostPulses(TimeSpan failedAfter)
{
    /// <summary>Answers in a row that bring a host back: one that comes and goes is not used.</summary>
    public const int AnswersToReturn = 3;

    /// <summary>Pulses that must be missing beside the time: a registry that was itself held up has asked nobody meanwhile.</summary>
    public const int MissesToFail = 3;

    private readonly Dictionary<HostId, Record> records = [];

    /// <summary>Takes note of a pulse; whether the host is down from now on.</summary>
    /// <param name="host">The host.</param>
    /// <param name="answered">Whether it answered.</param>
    /// <param name="wasDown">Whether it is taken for down.</param>
    /// <param name="now">The time, by a clock that does not jump.</param>
    public bool Note(HostId host, bool answered, bool wasDown, TimeSpan now)
    {
        var before = records.GetValueOrDefault(host, new Record(now, 0, 0));
        var after = answered ? new Record(now, before.Answers + 1, 0) : before with { Answers = 0, Misses = before.Misses + 1 };
        records[host] = after;
        return wasDown
            ? after.Answers < AnswersToReturn
            : after.Misses >= MissesToFail && now - after.HeardAt >= failedAfter;
    }

    /// <summary>Drops what is known of hosts that are not asked any more.</summary>
    public void Keep(IReadOnlyCollection<HostId> hosts)
    {
        foreach (var gone in records.Keys.Except(hosts).ToList())
        {
            records.Remove(gone);
        }
    }

    private sealed record Record(TimeSpan HeardAt, int Answers, int Misses);
}
