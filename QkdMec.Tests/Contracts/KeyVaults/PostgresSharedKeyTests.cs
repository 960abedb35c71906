using QkdMec.Grains.KeyVaults;
using QkdMec.Silo.KeyVaults;
using QkdMec.Tests.Hosting;

namespace QkdMec.Tests.Contracts.KeyVaults;

public sealed class PostgresSharedKeyTests : SharedKeyContract, IClassFixture<PostgresFixture>, IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("qkdmec-shared-").FullName;
    private readonly DatabaseKeyVault vault;

    public PostgresSharedKeyTests(PostgresFixture fixture) =>
        vault = DatabaseKeyVault.OpenPostgres(fixture.Server.ConnectionString, fixture.NewSite(), directory);

    protected override IKeyVault Vault => vault;

    public void Dispose()
    {
        vault.Dispose();
        Directory.Delete(directory, recursive: true);
    }
}
