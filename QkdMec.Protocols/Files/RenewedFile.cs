using System.Security.Cryptography;

namespace QkdMec.Protocols.Files;

/// <summary>
/// What is read from files that are replaced while the process runs. They are looked at when they are asked for, at most once a second; while new ones cannot
/// be read, what was read last stays.
/// </summary>
/// <typeparam name="T">What is read.</typeparam>
public sealed class RenewedFile<T> where T : class
{
    private static readonly TimeSpan LookPeriod = TimeSpan.FromSeconds(1);

    private readonly Lock gate = new();
    private readonly string[] paths;
    private readonly Func<T> read;
    private readonly TimeProvider time;
    private readonly Action<Exception> onFault;
    private FileStamp[] stamps;
    private long lookedAt;
    private T current;

    /// <summary>Reads the files for the first time.</summary>
    /// <param name="paths">The files.</param>
    /// <param name="read">Reads them.</param>
    /// <param name="time">The clock.</param>
    /// <param name="onFault">Is told, once for each replacement, why it cannot be read.</param>
    /// <exception cref="IOException">They cannot be read; so with the other exceptions of <paramref name="read"/>.</exception>
    public RenewedFile(IEnumerable<string> paths, Func<T> read, TimeProvider time, Action<Exception> onFault)
    {
        (this.paths, this.read, this.time, this.onFault) = ([.. paths], read, time, onFault);
        (stamps, lookedAt) = (Stamps(), time.GetTimestamp());
        current = read();
    }

    /// <summary>What stands in the files.</summary>
    public T Current
    {
        get
        {
            lock (gate)
            {
                if (time.GetElapsedTime(lookedAt) >= LookPeriod)
                {
                    lookedAt = time.GetTimestamp();
                    Renew();
                }

                return current;
            }
        }
    }

    private void Renew()
    {
        var now = Stamps();
        if (now.AsSpan().SequenceEqual(stamps))
        {
            return;
        }

        stamps = now;
        try
        {
            current = read();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException or CryptographicException)
        {
            onFault(fault);
        }
    }

    private FileStamp[] Stamps() => [.. paths.Select(FileStamp.Of)];
}
