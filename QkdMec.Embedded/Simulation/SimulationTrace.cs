using System.Globalization;

namespace QkdMec.Embedded.Simulation;

/// <summary>Everything that happened, as a rolling hash (FNV-1a, 64 bits), and the last events as text.</summary>
public sealed class SimulationTrace
{
    private const int Kept = 60;

    private readonly Queue<(TimeSpan At, string Kind, string Subject, string Detail)> _last = new();
    private ulong _hash = 14695981039346656037;

    /// <summary>Number of events.</summary>
    public long Events { get; private set; }

    /// <summary>The hash of all events so far, in hexadecimal.</summary>
    public string Hash => _hash.ToString("x16", CultureInfo.InvariantCulture);

    /// <summary>The last events, oldest first.</summary>
    public IEnumerable<string> Tail => _last.Select(happened => $"{happened.At} {happened.Kind} {happened.Subject} {happened.Detail}");

    internal void Add(TimeSpan at, string kind, string subject, string detail)
    {
        Events++;
        Mix((ulong)at.Ticks);
        Mix(kind);
        Mix(subject);
        Mix(detail);
        if (_last.Count == Kept)
            _last.Dequeue();
        _last.Enqueue((at, kind, subject, detail));
    }

    private void Mix(string text)
    {
        foreach (var character in text)
            Mix(character);
        Mix(0xFFFF);
    }

    private void Mix(ulong value) => _hash = (_hash ^ value) * 1099511628211;
}
