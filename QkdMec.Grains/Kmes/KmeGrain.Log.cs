using Microsoft.Extensions.Logging;
using QkdMec.Grains.Identity;

namespace QkdMec.Grains.Kmes;

internal sealed partial class KmeGrain
{
    [LoggerMessage(1, LogLevel.Debug, "Joined a session of link {Link}")]
    private partial void LogSessionJoined(LinkId link);
}
