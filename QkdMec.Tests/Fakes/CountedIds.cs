using QkdMec.Grains.Entropy;

namespace QkdMec.Tests.Fakes;

/// <summary>Ids in a row.</summary>
internal sealed class CountedIds : IIdSource
{
    private int last;

    public Guid NewId() => new(Interlocked.Increment(ref last), 7, 7, new byte[8]);
}
