using QkdMec.Protocols.Access;

namespace QkdMec.Tests.Unit.Access;

public sealed class AccessTokenFileTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("qkdmec-tokens-").FullName;

    private string PathOf => Path.Combine(directory, "gateway", AccessTokenFile.Name);

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void Change_WritesWhatReadGives_ForItsOwnerOnly()
    {
        var entry = new AccessToken
        {
            Client = "hospital", Sha256 = AccessTokenText.HashOf(AccessTokenText.New()), Roles = [AccessRoles.Device], DeviceApps = ["ward"],
            CreatedAt = DateTimeOffset.UnixEpoch, ExpiresAt = DateTimeOffset.UnixEpoch.AddDays(1),
        };
        AccessTokenFile.Change(PathOf, list => list with { Tokens = list.Tokens.Add(entry) });

        var read = Assert.Single(AccessTokenFile.Read(PathOf).Tokens);
        Assert.Equal(
            (entry.Client, entry.Sha256, "device", "ward", entry.CreatedAt, entry.ExpiresAt),
            (read.Client, read.Sha256, Assert.Single(read.Roles), Assert.Single(read.DeviceApps), read.CreatedAt, read.ExpiresAt));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(PathOf));
        }
    }

    [Fact]
    public void Change_ToSomethingWrong_LeavesTheFile()
    {
        AccessTokenFile.Change(PathOf, list => list);
        var wrong = new AccessToken { Client = "a", Sha256 = new string('0', 64), Roles = ["king"] };
        var fault = Assert.Throws<InvalidDataException>(() => AccessTokenFile.Change(PathOf, list => list with { Tokens = [wrong] }));
        Assert.Equal("a token of 'a' needs roles of: device, operator.read, operator.change, metrics", fault.Message);
        Assert.Empty(AccessTokenFile.Read(PathOf).Tokens);
    }

    [Fact]
    public void Tokens_AreOf256Bits_AndNeverTheSame()
    {
        var tokens = Enumerable.Range(0, 100).Select(_ => AccessTokenText.New()).ToList();
        Assert.Equal(100, tokens.Distinct().Count());
        Assert.All(tokens, token => Assert.Matches("^qkdmec_[A-Za-z0-9_-]{43}$", token));
        Assert.Equal("702a8d8aa36e2e30f30ed3da5afc3231ae031df5fd68815305589fe0b6be5a34", AccessTokenText.HashOf(AccessTokenText.Of(new byte[AccessTokenText.RandomBytes])));
    }
}
