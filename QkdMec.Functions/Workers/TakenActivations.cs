namespace QkdMec.Functions.Workers;

/// <summary>The activations that a worker took, whatever became of them: none is taken twice. Safe for concurrent use.</summary>
/// <param name="capacity">How many are remembered; the oldest give way.</param>
internal sealed class TakenActivations(int capacity)
{
    private readonly Lock gate = new();
    private readonly HashSet<ActivationId> taken = [];
    private readonly Queue<ActivationId> order = new();

    /// <summary>Takes an activation; false when it was taken before.</summary>
    public bool TryTake(ActivationId id)
    {
        lock (gate)
        {
            if (!taken.Add(id))
            {
                return false;
            }

            order.Enqueue(id);
            if (order.Count > capacity)
            {
                taken.Remove(order.Dequeue());
            }

            return true;
        }
    }
}
