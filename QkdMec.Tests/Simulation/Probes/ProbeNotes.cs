namespace QkdMec.Tests.Simulation.Probes;

/// <summary>What grains did, kept outside their silos; several grains may write at once.</summary>
internal sealed class ProbeNotes
{
    private int _activations;
    private int _deactivations;
    private int _waits;

    public int Activations => _activations;

    public int Deactivations => _deactivations;

    public int Waits => _waits;

    public void Activated() => Interlocked.Increment(ref _activations);

    public void Deactivated() => Interlocked.Increment(ref _deactivations);

    public void Waited() => Interlocked.Increment(ref _waits);
}
