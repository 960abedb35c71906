using QkdMec.Embedded.Storage;

namespace QkdMec.Tests.Hosting;

public sealed class MemoryStateStoreTests : GrainStateStoreContract
{
    protected override ValueTask<IGrainStateStore> OpenAsync() => new(new MemoryStateStore());
}
