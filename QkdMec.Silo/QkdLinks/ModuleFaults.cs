using QkdMec.Grains.Identity;

namespace QkdMec.Silo.QkdLinks;

/// <summary>Tells an operator why a device gives no key: counts each time, and logs each reason once, until another one comes between.</summary>
internal sealed partial class ModuleFaults(LinkId link, KmeId end, ILogger logger)
{
    private const int Remembered = 64;

    private readonly Lock gate = new();
    private readonly Queue<string> told = new();

    /// <summary>Tells of it, unless it is among the last that were told.</summary>
    public void Report(string fault)
    {
        ModuleInstruments.Failed(link, end);
        lock (gate)
        {
            if (told.Contains(fault))
            {
                return;
            }

            told.Enqueue(fault);
            if (told.Count > Remembered)
            {
                told.Dequeue();
            }
        }

        LogFault(link, end, fault);
    }

    /// <summary>It works again: the next fault is news.</summary>
    public void Clear()
    {
        lock (gate)
        {
            told.Clear();
        }
    }

    [LoggerMessage(LogLevel.Warning, "The device of link {Link} at {End} gives no key: {Fault}")]
    private partial void LogFault(LinkId link, KmeId end, string fault);
}
