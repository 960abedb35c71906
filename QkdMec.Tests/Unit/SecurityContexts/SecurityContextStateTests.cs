using QkdMec.Grains.SecurityContexts;

namespace QkdMec.Tests.Unit.SecurityContexts;

/// <summary>What does the host end remember of keys?</summary>
public sealed class SecurityContextStateTests
{
    [Fact]
    public void Take_OfMoreKeysThanAreRemembered_ForgetsTheOldest()
    {
        var state = new SecurityContextState();
        for (var generation = 1; generation <= SecurityContextState.MostKeyIds + 1; generation++)
        {
            state.Take(generation, KeyOf(generation));
        }

        Assert.Equal(SecurityContextState.MostKeyIds + 1, state.LastGeneration);
        Assert.Equal(SecurityContextState.MostKeyIds, state.KeyIds.Length);
        Assert.DoesNotContain(KeyOf(1), state.KeyIds);
        Assert.Equal([KeyOf(2), KeyOf(SecurityContextState.MostKeyIds + 1)], [state.KeyIds[0], state.KeyIds[^1]]);
    }

    private static Guid KeyOf(int generation) => new(generation, 0, 0, new byte[8]);
}
