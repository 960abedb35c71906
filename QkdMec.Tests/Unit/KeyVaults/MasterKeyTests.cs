using System.Buffers.Binary;
using QkdMec.Silo.KeyVaults;

namespace QkdMec.Tests.Unit.KeyVaults;

public sealed class MasterKeyTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("qkdmec-master-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void WrapAndUnwrap_OnManyThreads_GiveEachItsOwnKey()
    {
        const int Rounds = 20_000;
        using var master = MasterKey.Open(Path.Combine(root, "master.key"), vaultExists: false);
        Parallel.For(0, Rounds, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = TestContext.Current.CancellationToken }, round =>
        {
            Span<byte> key = stackalloc byte[32];
            Span<byte> back = stackalloc byte[32];
            BinaryPrimitives.WriteInt32LittleEndian(key, round);
            master.Unwrap(master.Wrap(key, "bound"u8), "bound"u8, back);
            Assert.True(key.SequenceEqual(back));
        });
    }
}
