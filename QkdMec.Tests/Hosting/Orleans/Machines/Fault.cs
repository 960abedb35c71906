using System.Globalization;

namespace QkdMec.Tests.Hosting.Orleans.Machines;

/// <summary>One fault.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Machine">Where.</param>
/// <param name="Other">The other machine of those that are parted.</param>
/// <param name="Lasting">How long; a kill is over at once.</param>
internal sealed record Fault(FaultKind Kind, string Machine, string? Other, TimeSpan Lasting)
{
    public override string ToString()
    {
        var where = Other is null ? Machine : $"{Machine} from {Other}";
        var lasting = Lasting == TimeSpan.Zero ? "" : string.Create(CultureInfo.InvariantCulture, $" for {Lasting.TotalSeconds:0.0} s");
        return Kind switch
        {
            FaultKind.Kill => $"killed {where}",
            FaultKind.Cut => $"cut {where}{lasting}",
            FaultKind.Part => $"parted {where}{lasting}",
            FaultKind.Database => $"killed PostgreSQL{lasting}",
            _ => $"filled the disk of {where}{lasting}",
        };
    }
}
