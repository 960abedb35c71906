namespace QkdMec.Tests.Simulation.Probes;

/// <summary>What grains did, kept outside their silos.</summary>
internal sealed class ProbeNotes
{
    public int Activations { get; set; }

    public int Waits { get; set; }
}
