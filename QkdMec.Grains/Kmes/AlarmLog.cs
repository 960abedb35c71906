namespace QkdMec.Grains.Kmes;

/// <summary>Keeps the last alarms of a KME; a flood of equal ones is one entry and a few writes.</summary>
internal static class AlarmLog
{
    /// <summary>How many alarms are kept.</summary>
    public const int Capacity = 64;

    /// <summary>Adds an alarm. True: it must be saved now; false: only a count grew that need not be exact after a crash.</summary>
    public static bool Add(KmeState state, KmeAlarmKind kind, string subject, DateTimeOffset now)
    {
        var index = state.Alarms.FindLastIndex(alarm => alarm.Kind == kind && alarm.Subject == subject);
        if (index >= 0)
        {
            var known = state.Alarms[index];
            state.Alarms.RemoveAt(index);
            state.Alarms.Add(known with { LastAt = now, Count = known.Count + 1 });
            return long.IsPow2(known.Count + 1);
        }

        state.Alarms.Add(new KmeAlarm(kind, subject, now, now, 1));
        if (state.Alarms.Count > Capacity)
        {
            state.Alarms.RemoveAt(0);
        }

        return true;
    }
}
