using Microsoft.Extensions.Logging;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Kmes;

internal sealed partial class KmeGrain
{
    [LoggerMessage(1, LogLevel.Debug, "Joined a session of link {Link}")]
    private partial void LogSessionJoined(LinkId link);

    [LoggerMessage(2, LogLevel.Error, "{Kme} raised {Alarm} about {Subject}")]
    private partial void LogAlarm(KmeId kme, KmeAlarmKind alarm, string subject);
}
