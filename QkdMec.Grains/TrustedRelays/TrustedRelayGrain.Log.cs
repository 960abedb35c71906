using Microsoft.Extensions.Logging;
using QkdMec.Grains.Identity;
using QkdMec.Grains.Kmes;

namespace QkdMec.Grains.TrustedRelays;

internal sealed partial class TrustedRelayGrain
{
    [LoggerMessage(1, LogLevel.Warning, "{Kme} refused a relay frame: not for it, not whole, or not along links")]
    private partial void LogRefused(KmeId kme);

    [LoggerMessage(2, LogLevel.Error, "{Kme} raised {Alarm}: a frame from {Sender} for a block of {Maker}")]
    private partial void LogAlarm(KmeId kme, KmeAlarmKind alarm, KmeId sender, KmeId maker);

    [LoggerMessage(3, LogLevel.Error, "{Kme} could not record an alarm")]
    private partial void LogAlarmLost(KmeId kme, Exception fault);
}
