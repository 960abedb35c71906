using Microsoft.Extensions.Logging;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;

namespace QkdMec.Grains.QkdLinks;

internal sealed partial class QkdLinkGrain
{
    [LoggerMessage(1, LogLevel.Information, "Link {Link} went from {Before} to {Condition} at an error rate of {Qber}")]
    private partial void LogCondition(LinkId link, LinkCondition before, LinkCondition condition, double qber);

    [LoggerMessage(2, LogLevel.Debug, "Link {Link} made no block: {Status}")]
    private partial void LogBlockFailed(LinkId link, SupplyStatus status);

    [LoggerMessage(3, LogLevel.Error, "A tick of link {Link} failed")]
    private partial void LogTickFailed(LinkId link, Exception fault);
}
