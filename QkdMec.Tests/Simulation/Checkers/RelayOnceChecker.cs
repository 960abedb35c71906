namespace QkdMec.Tests.Simulation.Checkers;

/// <summary>Rules 1 and 2 at a relay: a frame is accepted once however often it comes, and an altered or made-up one never.</summary>
public sealed class RelayOnceChecker
{
    private readonly HashSet<string> _accepted = new(StringComparer.Ordinal);

    /// <summary>A relay accepted a frame.</summary>
    /// <param name="tag">The frame's MAC, which no two frames share.</param>
    /// <param name="isGenuine">Whether it came as its sender made it.</param>
    public void Accept(string tag, bool isGenuine)
    {
        if (!isGenuine)
        {
            throw new RuleBrokenException(2, $"a relay accepted the frame {tag}, which no neighbour made");
        }

        if (!_accepted.Add(tag))
        {
            throw new RuleBrokenException(1, $"a relay accepted the frame {tag} twice, and so its pad");
        }
    }

    /// <summary>The marks of pads at some relays were put back to an older copy.</summary>
    /// <param name="which">Which frames came there.</param>
    public void Excuse(Predicate<string> which) => _accepted.RemoveWhere(which);
}
