using System.Collections.Immutable;
using QkdMec.Grains.Identity;
using QkdMec.Grains.KeyPools;
using QkdMec.Grains.QkdLinks.Modules;
using QkdMec.Protocols.Secrets;

namespace QkdMec.Silo.QkdLinks.KeyFiles;

/// <summary>
/// Keys that were exchanged out of band: both ends have the same files in a directory. Ranges are used in order of names and offsets; each end moves
/// its durable mark before it reads a range, and overwrites the range after. When a session begins the ends tell each other their marks and both go on from the
/// higher one, so putting one end back to an older copy, its files included, repeats nothing.
/// </summary>
internal sealed class KeyFileQkdModule : QkdModule
{
    private readonly Lock gate = new();
    private readonly KeyFileDirectory directory;
    private readonly KeyFileLedger ledger;
    private readonly ModuleFaults faults;
    private ImmutableArray<KeyFile> peerFiles = [];
    private bool isUsable = true;

    /// <summary>A device that owns its ledger from here on.</summary>
    public KeyFileQkdModule(LinkId link, KmeId end, KeyFileDirectory directory, KeyFileLedger ledger, ModuleServices services) : base(link, end, services.Entropy)
    {
        (this.directory, this.ledger) = (directory, ledger);
        faults = new ModuleFaults(link, end, services.Log);
        Guard(() => directory.DestroyBefore(ledger.Mark));
    }

    /// <inheritdoc/>
    protected override ImmutableArray<byte> DescribeStanding()
    {
        lock (gate)
        {
            return new KeyFileStanding(ledger.Mark, isUsable ? [.. Files().Take(KeyFileStanding.MostFiles)] : []).ToBytes();
        }
    }

    /// <inheritdoc/>
    protected override void BeginSession(ModuleSession running)
    {
        lock (gate)
        {
            peerFiles = [];
            if (KeyFileStanding.Parse(running.PeerStanding) is not { } peer)
            {
                faults.Report("the other end is no end of key files: give both ends of the link the same driver");
                return;
            }

            isUsable = Guard(() => MoveTo(peer.Mark));
            peerFiles = isUsable ? peer.Files : [];
        }
    }

    /// <inheritdoc/>
    protected override ValueTask<MadeBlock?> DrawAsync(ModuleSession running, long number, int bytes, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (NextRange(bytes) is not { } range)
            {
                return new ValueTask<MadeBlock?>((MadeBlock?)null);
            }

            var key = Use(range, bytes);
            return new ValueTask<MadeBlock?>(key is null ? null : new MadeBlock(key, range.ToBytes()));
        }
    }

    /// <inheritdoc/>
    protected override ValueTask<KeyMaterial?> FetchAsync(ModuleSession running, BlockReference block, int bytes, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            var isNew = KeyFileMark.Parse(block.Place.AsSpan()) is { } range && range.CompareTo(ledger.Mark) >= 0 && range.File.Length > 0;
            return new ValueTask<KeyMaterial?>(isNew ? Use(KeyFileMark.Parse(block.Place.AsSpan())!.Value, bytes) : null);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing) => ledger.Dispose();

    /// <summary>The first range of a file that both ends have. What is left of a file that is too short for a block is passed over.</summary>
    private KeyFileMark? NextRange(int bytes)
    {
        foreach (var file in Files())
        {
            var offset = file.Name == ledger.Mark.File ? ledger.Mark.Offset : 0;
            if (peerFiles.Any(other => other.Name == file.Name && other.Length != file.Length))
            {
                faults.Report($"key file '{file.Name}' has another length at the other end: exchange it again under a new name");
            }
            else if (peerFiles.Contains(file) && file.Length - offset >= bytes)
            {
                return new KeyFileMark(file.Name, offset);
            }
            else if (file.Length < bytes)
            {
                faults.Report($"key file '{file.Name}' has {file.Length} bytes and a block needs {bytes}: exchange longer files");
            }
        }

        return null;
    }

    /// <summary>Marks a range as used, reads it and destroys it. Null: it cannot be had, and stays used.</summary>
    private KeyMaterial? Use(KeyFileMark range, int bytes)
    {
        KeyMaterial? key = null;
        var isNewFile = range.File != ledger.Mark.File;
        var isDone = isUsable && Guard(() =>
        {
            ledger.Raise(range with { Offset = range.Offset + bytes });
            key = directory.Read(range.File, range.Offset, bytes);
            if (isNewFile)
            {
                directory.DestroyBefore(ledger.Mark);
            }
            else if (key is not null)
            {
                directory.Wipe(range.File, range.Offset, bytes);
            }
        });
        if (isDone && key is null)
        {
            faults.Report($"key file '{range.File}' is missing, too short or used at {range.Offset}");
        }

        if (!isDone)
        {
            key?.Dispose();
            key = null;
        }

        return key;
    }

    private void MoveTo(KeyFileMark mark)
    {
        ledger.Raise(mark);
        directory.DestroyBefore(ledger.Mark);
    }

    private List<KeyFile> Files()
    {
        List<string> found = [];
        List<KeyFile> files = [];
        if (Guard(() => files = directory.List(ledger.Mark, found)))
        {
            found.ForEach(faults.Report);
        }

        return files;
    }

    private bool Guard(Action act)
    {
        try
        {
            act();
            return true;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            faults.Report($"key files cannot be read and written: {fault.Message}");
            return false;
        }
    }
}
