using QkdMec.Protocols.Placements;

namespace QkdMec.Client.Placements;

/// <summary>Carries out a policy's decisions and counts.</summary>
internal sealed class RunMeter(PlacementBoard board)
{
    private readonly double rate = board.TotalRateLeft;
    private readonly double room = board.TotalRoomLeft;
    private Counts offered;
    private Counts admitted;
    private long hops;
    private long signallingBefore;
    private double seconds;
    private double activeSeconds;
    private double rateSeconds;
    private double roomSeconds;

    /// <summary>Counts an application and places it when it is admitted; returns its number on the board, null when it is refused.</summary>
    public long? Offer(AppDemand demand, Admission admission)
    {
        offered = offered.With(demand);
        if (admission.Path is null)
        {
            return null;
        }

        admitted = admitted.With(demand);
        hops += admission.Path.Hops;
        return board.Place(demand, admission);
    }

    /// <summary>Time passes without any change.</summary>
    public void Pass(double time)
    {
        seconds += time;
        activeSeconds += time * board.AppCount;
        rateSeconds += time * board.TotalRateLeft;
        roomSeconds += time * board.TotalRoomLeft;
    }

    /// <summary>Forgets what was counted so far, when a run has warmed up.</summary>
    public void Restart()
    {
        (offered, admitted, hops, signallingBefore) = (default, default, 0, board.Signalling);
        (seconds, activeSeconds, rateSeconds, roomSeconds) = (0, 0, 0, 0);
    }

    /// <summary>What was measured.</summary>
    public RunMeasures Read() => new(
        Share(admitted.Apps, offered.Apps),
        Share(admitted.Rate, offered.Rate),
        Share(admitted.Load, offered.Load),
        admitted.Apps == 0 ? 0 : (double)hops / admitted.Apps,
        admitted.Apps == 0 ? 0 : (double)(board.Signalling - signallingBefore) / admitted.Apps,
        seconds > 0 ? activeSeconds / seconds : board.AppCount,
        Share(seconds > 0 ? rateSeconds / seconds : board.TotalRateLeft, rate),
        Share(seconds > 0 ? roomSeconds / seconds : board.TotalRoomLeft, room));

    private static double Share(double part, double whole) => whole > 0 ? part / whole : 1;

    private readonly record struct Counts(int Apps, double Rate, double Load)
    {
        public Counts With(AppDemand demand) => new(Apps + 1, Rate + demand.Rate, Load + demand.Load);
    }
}
