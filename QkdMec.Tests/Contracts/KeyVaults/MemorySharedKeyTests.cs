using QkdMec.Grains.KeyVaults;

namespace QkdMec.Tests.Contracts.KeyVaults;

public sealed class MemorySharedKeyTests : SharedKeyContract
{
    protected override IKeyVault Vault { get; } = new MemoryKeyVault(Guid.NewGuid());
}
