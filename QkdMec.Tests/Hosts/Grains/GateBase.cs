namespace QkdMec.Tests.Hosts.Grains;

internal abstract class GateBase : Grain
{
    private readonly TaskCompletionSource _released = new();
    private readonly List<(int Entries, TaskCompletionSource Reached)> _waits = [];
    private int _entries;
    private int _inside;
    private int _overlap;
    private int _races;

    public async Task<int> HoldAsync()
    {
        Enter();
        await _released.Task;
        _inside--;
        return _entries;
    }

    public Task<int> ReadHoldAsync() => HoldAsync();

    public Task WaitForEntriesAsync(int entries)
    {
        var reached = new TaskCompletionSource();
        _waits.Add((entries, reached));
        Signal();
        return reached.Task;
    }

    public Task ReleaseAsync()
    {
        _released.TrySetResult();
        return Task.CompletedTask;
    }

    public async Task<int> RaceAsync()
    {
        Enter();
        var read = _races;
        for (var turn = 0; turn < 3; turn++)
        {
            await Task.Yield();
        }

        _races = read + 1;
        _inside--;
        return _races;
    }

    public Task<int> OverlapAsync() => Task.FromResult(_overlap);

    private void Enter()
    {
        _entries++;
        _overlap = Math.Max(_overlap, ++_inside);
        Signal();
    }

    private void Signal()
    {
        foreach (var (_, reached) in _waits.Where(wait => wait.Entries <= _entries))
        {
            reached.TrySetResult();
        }
    }
}
