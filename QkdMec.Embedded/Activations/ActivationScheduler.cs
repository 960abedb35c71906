namespace QkdMec.Embedded.Activations;

/// <summary>Runs the turns of one activation (or simulated client) one at a time.</summary>
internal sealed class ActivationScheduler(GrainHostDriver driver, string name, GrainActivation? owner) : TaskScheduler, IThreadPoolWorkItem
{
    private const int TurnsInARow = 64;

    [ThreadStatic]
    private static ActivationScheduler? t_running;

    private readonly Queue<Task?> _turns = new();
    private bool _scheduled;
    private bool _pumpQueued;
    private bool _closed;

    /// <summary>The scheduler whose turn this thread runs.</summary>
    public static ActivationScheduler? Running => t_running;

    public string Name => name;

    public GrainActivation? Owner => owner;

    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Lets the activation look for calls to start, as a turn.</summary>
    public void QueuePump()
    {
        lock (_turns)
        {
            if (_pumpQueued || _closed)
                return;

            _pumpQueued = true;
            Enqueue(null);
        }
    }

    /// <summary>Forgets all turns, waiting and to come: the silo crashed.</summary>
    public void Close()
    {
        lock (_turns)
        {
            _closed = true;
            _turns.Clear();
        }
    }

    void IThreadPoolWorkItem.Execute()
    {
        for (var turn = 0; turn < TurnsInARow; turn++)
        {
            if (!RunOne())
                return;
        }

        driver.Schedule(this);
    }

    /// <summary>Runs one turn; false when none waits, and then the driver must be asked again for the next.</summary>
    public bool RunOne()
    {
        Task? turn;
        lock (_turns)
        {
            if (!_turns.TryDequeue(out turn))
            {
                _scheduled = false;
                return false;
            }

            _pumpQueued &= turn is not null;
        }

        var before = t_running;
        t_running = this;
        if (turn is null)
            new Task(static state => ((GrainActivation)state!).Pump(), owner).RunSynchronously(this);
        else
            TryExecuteTask(turn);
        t_running = before;
        return true;
    }

    /// <summary>Runs an action at once, so that what it awaits goes on as turns here.</summary>
    public void Invoke(Action act)
    {
        var before = t_running;
        t_running = this;
        var task = new Task(act);
        task.RunSynchronously(this);
        t_running = before;
        task.GetAwaiter().GetResult();
    }

    protected override void QueueTask(Task task)
    {
        lock (_turns)
        {
            if (!_closed)
                Enqueue(task);
        }
    }

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && ReferenceEquals(t_running, this) && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks()
    {
        lock (_turns)
            return [.. _turns.OfType<Task>()];
    }

    private void Enqueue(Task? turn)
    {
        if (!driver.AdmitsTurn(this))
            return;
        _turns.Enqueue(turn);
        if (!_scheduled)
        {
            _scheduled = true;
            driver.Schedule(this);
        }
    }
}
