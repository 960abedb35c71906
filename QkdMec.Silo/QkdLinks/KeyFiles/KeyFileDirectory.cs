using QkdMec.Protocols.Secrets;

namespace QkdMec.Silo.QkdLinks.KeyFiles;

/// <summary>The key files of one end: files <c>*.key</c> with random bytes in a directory that is the owner's alone.</summary>
internal sealed class KeyFileDirectory(string path)
{
    private const string Pattern = "*.key";
    private const int WipeLength = 64 * 1024;
    private const UnixFileMode OthersMode = (UnixFileMode)0b000_111_111;

    /// <summary>What keeps the directory from being used, with its remedy; null when nothing does.</summary>
    public string? Fault()
    {
        if (!Directory.Exists(path))
        {
            return $"there is no directory '{path}' for key files: make it, with mode 0700";
        }

        return ReachOf(path) is { } reach ? $"directory '{path}' of key files can be used by others ({reach}): chmod 700" : null;
    }

    /// <summary>The files from a mark on, in order of their names.</summary>
    /// <param name="mark">What is used.</param>
    /// <param name="faults">Gets what is wrong with files that are left out, each with its remedy.</param>
    public List<KeyFile> List(KeyFileMark mark, List<string> faults)
    {
        List<KeyFile> files = [];
        foreach (var file in new DirectoryInfo(path).EnumerateFiles(Pattern).OrderBy(file => file.Name, StringComparer.Ordinal))
        {
            if (!KeyFileMark.IsName(file.Name))
            {
                faults.Add($"key file '{file.FullName}': use letters, digits, '.', '_' or '-' in its name, {KeyFileMark.LongestName} at most");
            }
            else if (string.CompareOrdinal(file.Name, mark.File) < 0)
            {
                faults.Add($"key file '{file.FullName}' comes before '{mark.File}', which is in use or used: a new file needs a name after it");
            }
            else if (ReachOf(file.FullName) is { } reach)
            {
                faults.Add($"key file '{file.FullName}' can be used by others ({reach}): exchange another one with mode 0600, for these bits may be known");
            }
            else
            {
                files.Add(new KeyFile(file.Name, file.Length));
            }
        }

        return files;
    }

    /// <summary>Reads a range; null when the file is missing, too short or was wiped there.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public KeyMaterial? Read(string name, long offset, int bytes)
    {
        if (!KeyFileMark.IsName(name) || !File.Exists(PathOf(name)) || ReachOf(PathOf(name)) is not null)
        {
            return null;
        }

        using var file = new FileStream(PathOf(name), new FileStreamOptions { BufferSize = 0 });
        if (file.Length - offset < bytes)
        {
            return null;
        }

        var key = new KeyMaterial($"{name} from {offset}", bytes);
        file.Position = offset;
        if (file.ReadAtLeast(key.Span, bytes, throwOnEndOfStream: false) == bytes && key.Span.ContainsAnyExcept((byte)0))
        {
            return key;
        }

        key.Dispose();
        return null;
    }

    /// <summary>Overwrites a range; it may have been overwritten before.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Wipe(string name, long offset, long bytes)
    {
        using var file = new FileStream(PathOf(name), new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Write, BufferSize = 0 });
        var zeros = new byte[WipeLength];
        file.Position = offset;
        for (var left = Math.Min(bytes, file.Length - offset); left > 0; left -= zeros.Length)
        {
            file.Write(zeros.AsSpan(0, (int)Math.Min(left, zeros.Length)));
        }

        file.Flush(flushToDisk: true);
    }

    /// <summary>Overwrites and deletes the files before a mark, and overwrites the marked one up to it: what a crash may have left.</summary>
    /// <exception cref="IOException">One of them cannot be written.</exception>
    public void DestroyBefore(KeyFileMark mark)
    {
        foreach (var file in new DirectoryInfo(path).GetFiles(Pattern).Where(file => KeyFileMark.IsName(file.Name)))
        {
            var order = string.CompareOrdinal(file.Name, mark.File);
            if (order <= 0)
            {
                Wipe(file.Name, 0, order < 0 ? file.Length : mark.Offset);
            }

            if (order < 0 || (order == 0 && mark.Offset >= file.Length))
            {
                file.Delete();
            }
        }
    }

    private static string? ReachOf(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return null;
        }

        var mode = File.GetUnixFileMode(path);
        return (mode & OthersMode) == 0 ? null : $"mode {Convert.ToString((int)mode, 8)}";
    }

    private string PathOf(string name) => Path.Combine(path, name);
}

/// <summary>A key file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Length">Its length in bytes.</param>
internal readonly record struct KeyFile(string Name, long Length);
