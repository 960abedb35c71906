namespace QkdMec.Protocols.Files;

/// <summary>By what a file that was replaced is known.</summary>
/// <param name="WrittenAt">When it was written last.</param>
/// <param name="Length">Its length in bytes; -1 when it is not there.</param>
public readonly record struct FileStamp(DateTime WrittenAt, long Length)
{
    /// <summary>Whether the file is there.</summary>
    public bool Exists => Length >= 0;

    /// <summary>The stamp of a file now.</summary>
    public static FileStamp Of(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new FileStamp(file.LastWriteTimeUtc, file.Length) : new FileStamp(default, -1);
    }
}
