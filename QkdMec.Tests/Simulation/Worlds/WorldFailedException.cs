namespace QkdMec.Tests.Simulation.Worlds;

/// <summary>A run broke a rule or hung; the message has the command that replays it.</summary>
public sealed class WorldFailedException(string world, ulong seed, Exception cause)
    : Exception($"World {world} failed. Replay: dotnet run --project QkdMec.Tests -- simulate {world} {seed}{Environment.NewLine}{cause.Message}", cause);
