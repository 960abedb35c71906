namespace QkdMec.Grains.MecHosts;

/// <summary>Saves of a reentrant grain: those that come while one is on its way share the next one.</summary>
/// <param name="write">Writes the state as it is when it is called.</param>
internal sealed class GroupedWrites(Func<Task> write)
{
    private Task current = Task.CompletedTask;
    private Task? next;

    /// <summary>Completes when everything changed so far is stored; fails when it may not be.</summary>
    public Task SaveAsync()
    {
        if (next is not null)
        {
            return next;
        }

        return current.IsCompleted ? current = write() : next = WriteAfterCurrentAsync();
    }

    private async Task WriteAfterCurrentAsync()
    {
        try
        {
            await current;
        }
        catch
        {
            // Those who waited for that write heard of it; this one is theirs who came later.
        }

        (current, next) = (next!, null);
        await write();
    }
}
