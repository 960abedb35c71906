namespace QkdMec.Protocols.Files;

/// <summary>Files and directories for their owner only.</summary>
public static class PrivateFile
{
    private const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>Demands that only its owner can read and write a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="does">What it is, as the message says it after its name.</param>
    /// <exception cref="InvalidDataException">Others can.</exception>
    public static void RequirePrivate(string path, string does)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
        {
            throw new InvalidDataException($"'{path}' {does} and others can read or write it: chmod 600 it");
        }
    }

    /// <summary>Makes a directory, with those above it, unless it is there.</summary>
    public static void CreateDirectory(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, Owner | UnixFileMode.UserExecute);
        }
    }

    /// <summary>Writes a file as a whole or not at all.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Owner;
        }

        using (var stream = new FileStream(path + ".new", options))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        File.Move(path + ".new", path, overwrite: true);
    }
}
