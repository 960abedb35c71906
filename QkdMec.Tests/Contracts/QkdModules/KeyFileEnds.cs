using System.Runtime.Versioning;
using QkdMec.Grains.Entropy;
using QkdMec.Grains.Identity;
using QkdMec.Silo.QkdLinks;
using QkdMec.Silo.QkdLinks.KeyFiles;
using QkdMec.Tests.Architecture.Leaks;

namespace QkdMec.Tests.Contracts.QkdModules;

/// <summary>The key files and the ledgers of both ends of a link.</summary>
[UnsupportedOSPlatform("windows")]
internal sealed class KeyFileEnds : IDisposable
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly KmeId[] ends;

    public KeyFileEnds(params KmeId[] ends)
    {
        this.ends = ends;
        Array.ForEach(ends, end => Directory.CreateDirectory(DirectoryOf(end), OwnerOnly | UnixFileMode.UserExecute));
    }

    public string Root { get; } = Directory.CreateTempSubdirectory("qkdmec-key-files-").FullName;

    public LogCapture Log { get; } = new();

    public void Dispose() => Directory.Delete(Root, recursive: true);

    public string DirectoryOf(KmeId end) => Path.Combine(Root, end.Value, "files");

    public string PathOf(KmeId end, string file) => Path.Combine(DirectoryOf(end), file);

    public string LedgerOf(KmeId end) => Path.Combine(Root, end.Value, "ledger");

    /// <summary>The device at an end; it owns the ledger.</summary>
    public KeyFileQkdModule Start(LinkId link, KmeId end, IEntropySource entropy) => new(
        link, end, new KeyFileDirectory(DirectoryOf(end)), KeyFileLedger.Open(LedgerOf(end)), new ModuleServices(entropy, TimeProvider.System, Log.CreateLogger("module")));

    /// <summary>Gives all ends the same file.</summary>
    public byte[] Exchange(string file, int bytes, IEntropySource entropy)
    {
        var key = new byte[bytes];
        entropy.Fill(key);
        Array.ForEach(ends, end => Write(end, file, key));
        return key;
    }

    public void Write(KmeId end, string file, byte[] key)
    {
        File.WriteAllBytes(PathOf(end, file), key);
        File.SetUnixFileMode(PathOf(end, file), OwnerOnly);
    }

    /// <summary>Keeps a copy of all that an end has.</summary>
    public void CopyAside(KmeId end) => Copy(Path.Combine(Root, end.Value), Path.Combine(Root, "older"));

    /// <summary>Puts the copy back.</summary>
    public void PutBack(KmeId end)
    {
        Directory.Delete(Path.Combine(Root, end.Value), recursive: true);
        Copy(Path.Combine(Root, "older"), Path.Combine(Root, end.Value));
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.Combine(to, "files"), OwnerOnly | UnixFileMode.UserExecute);
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
        }
    }
}
