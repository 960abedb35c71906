using QkdMec.Protocols.SecurityContexts;
using QkdMec.Protocols.Spans;
using QkdMec.Protocols.Steps;

namespace QkdMec.Client.Saes;

/// <summary>Sends steps to the edge in the background, one report at a time; what does not fit or does not arrive is dropped.</summary>
internal sealed class StepReporter(IHostChannel channel)
{
    private const int Capacity = 256;

    private readonly Lock gate = new();
    private readonly Queue<StepRecord> waiting = new();
    private Task sending = Task.CompletedTask;

    /// <summary>Sends soon.</summary>
    public void Report(IReadOnlyList<StepRecord> steps)
    {
        lock (gate)
        {
            foreach (var step in steps)
            {
                if (waiting.Count < Capacity)
                {
                    waiting.Enqueue(step);
                }
            }

            if (sending.IsCompleted && waiting.Count > 0)
            {
                sending = Background.Start(SendAllAsync);
            }
        }
    }

    private async Task SendAllAsync()
    {
        // A report holds the steps of several requests.
        CurrentTrace.Leave();
        while (Next() is { Count: > 0 } batch)
        {
            await channel.ReportAsync(batch, CancellationToken.None);
        }
    }

    private List<StepRecord> Next()
    {
        lock (gate)
        {
            var batch = new List<StepRecord>();
            while (batch.Count < StepList.MaxReportLength && waiting.TryDequeue(out var step))
            {
                batch.Add(step);
            }

            return batch;
        }
    }
}
