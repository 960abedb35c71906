using System.Collections.Concurrent;
using QkdMec.Functions.Workers;
using QkdMec.Grains.Identity;

namespace QkdMec.Tests.Fakes;

/// <summary>A host's way to a worker's desk without a network. It keeps what crosses it, and goes wrong as a test says.</summary>
internal sealed class DeskChannel(WorkerDesk desk, SaeId host) : IWorkerChannel
{
    /// <summary>The worker at the other end.</summary>
    public WorkerDesk Desk { get; set; } = desk;

    /// <summary>Everything that crossed, both ways.</summary>
    public ConcurrentQueue<byte[]> Crossed { get; } = new();

    /// <summary>The keys that were named.</summary>
    public ConcurrentQueue<WorkerKey> Named { get; } = new();

    /// <summary>Whether nobody is there.</summary>
    public bool IsCut { get; set; }

    /// <summary>What becomes of an answer on its way back.</summary>
    public Func<WorkerAnswer, WorkerAnswer> OnAnswer { get; set; } = answer => answer;

    public async Task<WorkerRefusal> ActivateKeyAsync(WorkerKey key, CancellationToken cancellationToken)
    {
        Named.Enqueue(key);
        return IsCut ? WorkerRefusal.Unreachable : await Desk.ActivateKeyAsync(host, key, cancellationToken);
    }

    public async Task<WorkerAnswer> RunAsync(string session, ReadOnlyMemory<byte> activation, CancellationToken cancellationToken)
    {
        if (IsCut)
        {
            return WorkerAnswer.Refused(WorkerRefusal.Unreachable);
        }

        Crossed.Enqueue(activation.ToArray());
        var answer = await Desk.RunAsync(host, session, activation, cancellationToken);
        Crossed.Enqueue(answer.SealedOutcome.ToArray());
        return OnAnswer(answer);
    }
}
