using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using QkdMec.Protocols.Access;
using QkdMec.Protocols.Files;

namespace QkdMec.Gateway.Access;

/// <summary>The tokens that are written down, as they stand in their file now. Once the file was there, it is never taken for absent again.</summary>
internal sealed partial class StaticTokens
{
    private static readonly Table None = new([], IsThere: false);

    private readonly Table own;
    private readonly RenewedFile<Table>? file;
    private readonly TimeProvider time;
    private readonly ILogger<StaticTokens> logger;
    private volatile bool wasThere;

    /// <summary>Reads the tokens.</summary>
    /// <exception cref="InvalidDataException">The file cannot be used.</exception>
    public StaticTokens(AccessOptions options, TimeProvider time, ILogger<StaticTokens> logger)
    {
        (this.time, this.logger) = (time, logger);
        own = Table.Of(options.OwnTokens);
        if (options.TokenFile is { } path)
        {
            file = new RenewedFile<Table>([path], () => Read(path), time, fault => LogUnreadable(path, fault));
        }
    }

    /// <summary>Whether there is, or was, a file of tokens.</summary>
    public bool WereWritten
    {
        get
        {
            wasThere |= file?.Current.IsThere ?? false;
            return wasThere;
        }
    }

    /// <summary>What a token is worth.</summary>
    public TokenVerdict Check(string token)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(token));
        if ((own.Find(hash) ?? file?.Current.Find(hash)) is not { } found)
        {
            return TokenVerdict.Refused("The token is not known.");
        }

        return found.Token.ExpiresAt <= time.GetUtcNow() ? TokenVerdict.Refused("The token has expired.") : found.Good;
    }

    private Table Read(string path)
    {
        if (!File.Exists(path))
        {
            return None;
        }

        var table = Table.Of(AccessTokenFile.Read(path).Tokens);
        LogRead(path, table.Entries.Length);
        return table;
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Path} holds {Count} tokens")]
    private partial void LogRead(string path, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Path} cannot be used; the tokens of before stay good")]
    private partial void LogUnreadable(string path, Exception fault);

    private sealed record Entry(byte[] Hash, AccessToken Token, TokenVerdict Good);

    private sealed record Table(ImmutableArray<Entry> Entries, bool IsThere)
    {
        public static Table Of(ImmutableArray<AccessToken> tokens) => new([.. tokens.Select(EntryOf)], IsThere: true);

        // Every entry is compared whole, so that the time says nothing about where one differs.
        public Entry? Find(byte[] hash)
        {
            Entry? found = null;
            foreach (var entry in Entries)
            {
                found = CryptographicOperations.FixedTimeEquals(entry.Hash, hash) ? entry : found;
            }

            return found;
        }

        private static Entry EntryOf(AccessToken token) =>
            new(Convert.FromHexString(token.Sha256), token, new TokenVerdict(new Caller(token.Client, token.Roles, token.DeviceApps)));
    }
}
