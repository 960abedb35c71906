using System.CommandLine;

namespace QkdMec.Client.Commands.Simulations;

/// <summary><c>qkdmec simulate</c>: models that run on this machine and need no system.</summary>
internal static class SimulateCommand
{
    /// <summary>The command.</summary>
    public static Command Create() => new("simulate", "Runs models; needs no running system.") { PlacementSimulation.Create() };
}
