using Microsoft.Extensions.Logging;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Kmes;

/// <summary>Takes alarms: into the log, the metrics and the state of their KME.</summary>
internal sealed partial class KmeAlarms(KmeInstruments instruments, TimeProvider time, ILogger<KmeAlarms> logger)
{
    /// <summary>Takes one; false when the state did not change.</summary>
    public bool Take(KmeId kme, KmeState state, KmeAlarmKind kind, string subject)
    {
        LogAlarm(kme, kind, subject);
        instruments.AlarmRaised(kme, kind);
        return AlarmLog.Add(state, kind, subject, time.GetUtcNow());
    }

    [LoggerMessage(1, LogLevel.Error, "{Kme} raised {Alarm} about {Subject}")]
    private partial void LogAlarm(KmeId kme, KmeAlarmKind alarm, string subject);
}
