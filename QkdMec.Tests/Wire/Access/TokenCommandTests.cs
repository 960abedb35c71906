using QkdMec.Protocols.Access;
using QkdMec.Tests.Wire.Networks;

namespace QkdMec.Tests.Wire.Access;

/// <summary>Does <c>qkdmec token</c> keep the file as its user says?</summary>
public sealed class TokenCommandTests : IDisposable
{
    private readonly string data = Directory.CreateTempSubdirectory("qkdmec-token-").FullName;

    private string FileOfTokens => Path.Combine(data, "gateway", AccessTokenFile.Name);

    public void Dispose() => Directory.Delete(data, recursive: true);

    [Fact]
    public async Task Add_ShowsTheTokenOnce_AndKeepsItsHash()
    {
        var added = await RunAsync("add", "hospital", "--role", "device", "--role", "metrics", "--device-app", "ward", "--expires", "30d");
        Assert.Equal(0, added.ExitCode);
        var token = added.Output.Trim();
        var entry = Assert.Single(AccessTokenFile.Read(FileOfTokens).Tokens);
        Assert.Equal(("hospital", AccessTokenText.HashOf(token)), (entry.Client, entry.Sha256));
        Assert.Equal(TimeSpan.FromDays(30), entry.ExpiresAt - entry.CreatedAt);
        Assert.DoesNotContain(token, await File.ReadAllTextAsync(FileOfTokens, TestContext.Current.CancellationToken), StringComparison.Ordinal);

        var listed = await RunAsync("list");
        Assert.Contains(listed.Rows, row => row[0] == entry.Id && row[1] == "hospital" && row[2] == "device" && row[3] == "metrics" && row[4] == "ward");
        Assert.DoesNotContain(token, listed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Remove_EndsOneToken_OrAllOfAClient()
    {
        foreach (var client in new[] { "one", "one", "two" })
        {
            Assert.Equal(0, (await RunAsync("add", client, "--role", "operator.read")).ExitCode);
        }

        var first = AccessTokenFile.Read(FileOfTokens).Tokens[0];
        Assert.Equal("1 removed", (await RunAsync("remove", first.Id)).Output.Trim());
        Assert.Equal("1 removed", (await RunAsync("remove", "one")).Output.Trim());
        Assert.Equal("two", Assert.Single(AccessTokenFile.Read(FileOfTokens).Tokens).Client);

        var none = await RunAsync("remove", "one");
        Assert.Equal(1, none.ExitCode);
        Assert.Contains("'one' names neither a client nor a token", none.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("needs roles of: device, operator.read", "add", "hospital", "--role", "king")]
    [InlineData("Option '--role' is required", "add", "hospital")]
    [InlineData("'two words' cannot name a client", "add", "two words", "--role", "device")]
    [InlineData("give a time such as 12h", "add", "hospital", "--role", "device", "--expires", "soon")]
    [InlineData("give a time in the future", "add", "hospital", "--role", "device", "--expires", "2020-01-01T00:00:00Z")]
    [InlineData("give a time in the future", "add", "hospital", "--role", "device", "--expires", "0d")]
    public async Task Add_OfSomethingWrong_ChangesNothing(string reason, params string[] arguments)
    {
        var run = await RunAsync(arguments);
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(reason, run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(FileOfTokens));
    }

    [Fact]
    public async Task Commands_OnABrokenFile_SayWhich()
    {
        AccessTokenFile.Change(FileOfTokens, list => list);
        await File.WriteAllTextAsync(FileOfTokens, "{", TestContext.Current.CancellationToken);
        foreach (var arguments in new[] { new[] { "list" }, ["add", "a", "--role", "device"], ["remove", "a"] })
        {
            var run = await RunAsync(arguments);
            Assert.Equal(2, run.ExitCode);
            Assert.Contains($"'{FileOfTokens}' cannot be used", run.Error, StringComparison.Ordinal);
        }
    }

    private Task<CommandRun> RunAsync(params string[] arguments) => CommandRun.OfAsync(["token", .. arguments, "--data", data]);
}
