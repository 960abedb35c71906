using System.Security.Cryptography;
using QkdMec.Grains.KeyVaults;

namespace QkdMec.Silo.KeyVaults;

/// <summary>The key that wraps the data keys of a site's vault: a file of 32 bytes beside the database, readable by its owner only, in no backup.</summary>
internal sealed class MasterKey : IDisposable
{
    /// <summary>The file's name in a site's directory.</summary>
    public const string FileName = "master.key";

    private const int Bytes = 32;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private readonly Lock gate = new();
    private readonly AesGcm cipher;

    private MasterKey(ReadOnlySpan<byte> key) => cipher = new AesGcm(key, VaultEnvelope.TagBytes);

    /// <summary>Reads the file, or makes it for a vault that does not exist yet.</summary>
    /// <param name="path">The file.</param>
    /// <param name="vaultExists">Whether there is a vault that needs exactly this key.</param>
    /// <exception cref="KeyVaultException">The file is missing though there is a vault, or is no master key.</exception>
    public static MasterKey Open(string path, bool vaultExists)
    {
        try
        {
            if (!File.Exists(path))
            {
                Create(path, vaultExists);
            }

            return Read(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new KeyVaultException($"the master key '{path}' cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Encrypts under the master key.</summary>
    /// <remarks>One cipher object at a time: two threads in it would mix their data keys, and the block would be lost.</remarks>
    public byte[] Wrap(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> associatedData)
    {
        lock (gate)
        {
            return VaultEnvelope.Encrypt(cipher, plain, associatedData);
        }
    }

    /// <summary>Decrypts what was wrapped.</summary>
    /// <exception cref="AuthenticationTagMismatchException">It was wrapped by another key, or changed.</exception>
    public void Unwrap(ReadOnlySpan<byte> wrapped, ReadOnlySpan<byte> associatedData, Span<byte> plain)
    {
        lock (gate)
        {
            VaultEnvelope.Decrypt(cipher, wrapped, associatedData, plain);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => cipher.Dispose();

    private static MasterKey Read(string path)
    {
        Span<byte> key = stackalloc byte[Bytes + 1];
        using var file = File.OpenRead(path);
        try
        {
            return file.ReadAtLeast(key, key.Length, throwOnEndOfStream: false) == Bytes
                ? new MasterKey(key[..Bytes])
                : throw new KeyVaultException($"the master key '{path}' is not a file of {Bytes} bytes; put the right file back, or remove it and the vault to begin anew");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }

    private static void Create(string path, bool vaultExists)
    {
        if (vaultExists)
        {
            throw new KeyVaultException($"the master key '{path}' is missing; put it back, or remove the vault beside it to begin with empty pools");
        }

        Span<byte> key = stackalloc byte[Bytes];
        RandomNumberGenerator.Fill(key);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        using var file = new FileStream(path, options);
        file.Write(key);
        file.Flush(flushToDisk: true);
        CryptographicOperations.ZeroMemory(key);
    }
}
