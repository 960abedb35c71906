using System.Globalization;

namespace QkdMec.Bench.Memory;

/// <summary>What a process holds at a time.</summary>
/// <param name="WorkingSetBytes">Memory that is in RAM.</param>
/// <param name="HeapBytes">Managed objects that are alive, after a full collection.</param>
/// <param name="Threads">Threads.</param>
/// <param name="Handles">Open files and sockets.</param>
internal sealed record ProcessSample(long WorkingSetBytes, long HeapBytes, int Threads, int Handles)
{
    /// <summary>Of this process. The collection comes after the working set was read, so that it hides nothing of that.</summary>
    public static ProcessSample Take()
    {
        using var self = System.Diagnostics.Process.GetCurrentProcess();
        var (workingSet, threads, handles) = (self.WorkingSet64, self.Threads.Count, self.HandleCount);
        return new ProcessSample(workingSet, GC.GetTotalMemory(forceFullCollection: true), threads, handles);
    }

    /// <summary>As it goes over a pipe.</summary>
    public string ToText() => string.Create(CultureInfo.InvariantCulture, $"{WorkingSetBytes} {HeapBytes} {Threads} {Handles}");

    /// <summary>Reads <see cref="ToText"/>.</summary>
    public static ProcessSample Parse(string text)
    {
        var parts = text.Split(' ').Select(part => long.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return new ProcessSample(parts[0], parts[1], (int)parts[2], (int)parts[3]);
    }
}
