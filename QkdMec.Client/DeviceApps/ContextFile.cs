using System.Text.Json;

namespace QkdMec.Client.DeviceApps;

/// <summary>
/// Remembers the app contexts of this perimeter in a small file, so that a restart goes on with them instead of leaving them at the edge. Without a
/// directory it remembers nothing beyond the process.
/// </summary>
internal sealed partial class ContextFile(string? directory, ILogger<ContextFile> logger)
{
    private const string FileName = "client-contexts.json";

    private readonly Lock gate = new();
    private readonly Dictionary<string, RememberedContext> contexts = new(StringComparer.Ordinal);

    /// <summary>Reads the file; one that cannot be read is set aside.</summary>
    public IReadOnlyList<RememberedContext> Load()
    {
        if (directory is null || !File.Exists(PathOf(FileName)))
        {
            return [];
        }

        try
        {
            var read = JsonSerializer.Deserialize(File.ReadAllBytes(PathOf(FileName)), ContextFileJson.Default.ListRememberedContext) ?? [];
            lock (gate)
            {
                read.ForEach(context => contexts[context.ContextId] = context);
            }

            return read;
        }
        catch (JsonException fault)
        {
            LogBroken(fault);
            File.Move(PathOf(FileName), PathOf(FileName + ".broken"), overwrite: true);
            return [];
        }
    }

    /// <summary>Remembers a context.</summary>
    public void Add(RememberedContext context)
    {
        lock (gate)
        {
            contexts[context.ContextId] = context;
            Save();
        }
    }

    /// <summary>Forgets a context that is gone.</summary>
    public void Remove(string contextId)
    {
        lock (gate)
        {
            if (contexts.Remove(contextId))
            {
                Save();
            }
        }
    }

    private string PathOf(string name) => Path.Combine(directory!, name);

    private void Save()
    {
        if (directory is null)
        {
            return;
        }

        Directory.CreateDirectory(directory);
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(PathOf(FileName + ".new"), options))
        {
            JsonSerializer.Serialize(stream, [.. contexts.Values], ContextFileJson.Default.ListRememberedContext);
            stream.Flush(flushToDisk: true);
        }

        File.Move(PathOf(FileName + ".new"), PathOf(FileName), overwrite: true);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The file of app contexts cannot be read and was set aside; its contexts stay at the edge until they are deleted there")]
    private partial void LogBroken(Exception fault);
}
