using QkdMec.Protocols.Placements;

namespace QkdMec.Client.Placements;

/// <summary>The course of time in one run: applications end, the run warms up, it ends.</summary>
internal sealed class RunCourse(PlacementBoard board, double warm, double end)
{
    private readonly RunMeter meter = new(board);
    private readonly PriorityQueue<long, double> endings = new();
    private double now;
    private bool isWarm;

    /// <summary>Goes on to a time; false when the run ends before.</summary>
    public bool GoTo(double time)
    {
        var goal = Math.Min(time, end);
        while (endings.TryPeek(out var app, out var ending) && ending <= goal)
        {
            Pass(ending);
            endings.Dequeue();
            board.Remove(app);
        }

        Pass(goal);
        return time < end;
    }

    /// <summary>An application comes now.</summary>
    public void Offer(AppDemand demand, Admission admission, double lifetime)
    {
        if (meter.Offer(demand, admission) is { } app)
        {
            endings.Enqueue(app, now + lifetime);
        }
    }

    /// <summary>What was measured since the run was warm.</summary>
    public RunMeasures Read() => meter.Read();

    private void Pass(double time)
    {
        if (!isWarm && time >= warm)
        {
            (isWarm, now) = (true, warm);
            meter.Restart();
        }

        meter.Pass(time - now);
        now = time;
    }
}
