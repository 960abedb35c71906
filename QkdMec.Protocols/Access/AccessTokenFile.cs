using System.Text.Json;
using QkdMec.Protocols.Files;

namespace QkdMec.Protocols.Access;

/// <summary>Reads and writes <c>tokens.json</c>, mode 0600.</summary>
public static class AccessTokenFile
{
    /// <summary>Its name in the gateway's directory.</summary>
    public const string Name = "tokens.json";

    /// <summary>The tokens of a file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="InvalidDataException">It is open to others, or no list of tokens; the message says what to do.</exception>
    public static AccessTokenList Read(string path)
    {
        PrivateFile.RequirePrivate(path, "says who may use the gateway");
        var list = Parse(path, File.ReadAllBytes(path));
        return list.FindFault() is { } fault ? throw new InvalidDataException($"'{path}' cannot be used: {fault}") : list;
    }

    /// <summary>Changes a file, or makes it, as a whole; changes by several processes follow one another.</summary>
    /// <exception cref="IOException">It cannot be read or written, or another process is changing it.</exception>
    /// <exception cref="InvalidDataException">What is there cannot be used.</exception>
    public static void Change(string path, Func<AccessTokenList, AccessTokenList> change)
    {
        PrivateFile.CreateDirectory(Path.GetDirectoryName(path)!);
        using var held = new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        var changed = change(File.Exists(path) ? Read(path) : new AccessTokenList { Tokens = [] });
        if (changed.FindFault() is { } fault)
        {
            throw new InvalidDataException(fault);
        }

        PrivateFile.Replace(path, JsonSerializer.SerializeToUtf8Bytes(changed, AccessJson.Default.AccessTokenList));
    }

    private static AccessTokenList Parse(string path, byte[] json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, AccessJson.Default.AccessTokenList) ?? throw new InvalidDataException($"'{path}' cannot be used: it is null");
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"'{path}' cannot be used: {fault.Message}", fault);
        }
    }
}
