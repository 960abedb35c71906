namespace QkdMec.Embedded.Simulation;

/// <summary>The run itself went wrong: it hangs, or something left its thread. The message says what waits and what happened last.</summary>
public sealed class SimulationException(string message) : Exception(message);
