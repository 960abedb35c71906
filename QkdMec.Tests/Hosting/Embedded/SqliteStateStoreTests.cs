using System.Text;
using Microsoft.Data.Sqlite;
using QkdMec.Embedded.Storage;
using QkdMec.Silo.Hosting;

namespace QkdMec.Tests.Hosting;

public sealed class SqliteStateStoreTests : GrainStateStoreContract
{
    private readonly string root = Directory.CreateTempSubdirectory("qkdmec-state-").FullName;
    private SqliteStateStore? open;

    private string File => Path.Combine(root, "state.db");

    protected override ValueTask<IGrainStateStore> OpenAsync() => new(open = SqliteStateStore.Open(File));

    public override async ValueTask DisposeAsync()
    {
        await open!.DisposeAsync();
        Directory.Delete(root, recursive: true);
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Open_AfterClosing_HasWhatWasWritten_AndKeepsItsVersion()
    {
        var key = new StateKey("state", "counter", "edge/one");
        var etag = await open!.WriteAsync(key, Encoding.UTF8.GetBytes("one"), null, TestContext.Current.CancellationToken);
        await open.DisposeAsync();
        open = SqliteStateStore.Open(File);
        var stored = await open.ReadAsync(key, TestContext.Current.CancellationToken);

        Assert.Equal(etag, stored!.Etag);
        Assert.Equal("one", Encoding.UTF8.GetString(stored.Utf8Json.Span));
        Assert.NotEqual(etag, await open.WriteAsync(key, stored.Utf8Json, etag, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Open_KeepsTheWriteAheadLogAndWaitsForTheDisk()
    {
        await open!.WriteAsync(new StateKey("s", "t", "k"), Encoding.UTF8.GetBytes("x"), null, TestContext.Current.CancellationToken);
        await using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode";

        Assert.Equal("wal", await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
        Assert.Equal(2L, open.Synchronous);
    }

    [Fact]
    public async Task Write_AfterDispose_IsRefused()
    {
        await open!.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(
            async () => await open.WriteAsync(new StateKey("s", "t", "k"), default, null, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Open_WhenTheFileIsNoDatabase_IsRefused()
    {
        var other = Path.Combine(root, "other.db");
        System.IO.File.WriteAllText(other, new string('x', 4096));
        Assert.Throws<SqliteException>(() => SqliteStateStore.Open(other));
    }

    [Fact]
    public async Task Open_WhenANewerProgramWroteTheFile_IsRefused()
    {
        await open!.DisposeAsync();
        await using (var connection = new SqliteConnection($"Data Source={File};Pooling=False"))
        {
            await connection.OpenAsync(TestContext.Current.CancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = $"PRAGMA user_version = {StateTable.SchemaVersion + 1}";
            await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        }

        Assert.Throws<InvalidDataException>(() => SqliteStateStore.Open(File));
    }
}
