using System.Globalization;

namespace QkdMec.Tests.Simulation.Sweeps;

/// <summary>What stands after the positions of a command: <c>--parallel N</c>, threads, and <c>--minutes M</c>, after which no seed is begun.</summary>
internal sealed record SweepArguments(int Parallel, TimeSpan Limit)
{
    /// <summary>Reads them; null when there is anything else.</summary>
    public static SweepArguments? Parse(ReadOnlySpan<string> arguments)
    {
        var parsed = new SweepArguments(1, TimeSpan.MaxValue);
        for (; arguments.Length >= 2; arguments = arguments[2..])
        {
            if (!int.TryParse(arguments[1], CultureInfo.InvariantCulture, out var value) || value < 1 || arguments[0] is not ("--parallel" or "--minutes"))
            {
                return null;
            }

            parsed = arguments[0] == "--parallel" ? parsed with { Parallel = value } : parsed with { Limit = TimeSpan.FromMinutes(value) };
        }

        return arguments.IsEmpty ? parsed : null;
    }
}
