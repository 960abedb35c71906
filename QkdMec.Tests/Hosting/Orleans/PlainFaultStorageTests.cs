using System.Reflection;
using Npgsql;
using Orleans.Storage;
using QkdMec.Silo.Hosting;

namespace QkdMec.Tests.Hosting;

/// <summary>What of a failed database reaches the caller of a grain on another silo?</summary>
public sealed class PlainFaultStorageTests
{
    [Fact]
    public async Task Failures_AreToldWithoutWhatCannotCrossSilos()
    {
        var storage = StorageThatThrows(new OrleansException("reading", new NpgsqlException("the server\nwent away")));
        foreach (var act in Acts(storage))
        {
            var told = await Assert.ThrowsAsync<OrleansException>(act);
            Assert.Null(told.InnerException);
            Assert.Contains("the grain storage failed: reading", told.Message);
        }
    }

    [Fact]
    public async Task Failures_OfTheDriver_AreOneLine()
    {
        var told = await Assert.ThrowsAsync<OrleansException>(Acts(StorageThatThrows(new NpgsqlException("the server\nwent away")))[0]);
        Assert.Equal("the grain storage failed: the server went away", told.Message);
    }

    [Fact]
    public async Task Conflicts_StayWhatTheyAre()
    {
        var conflict = new InconsistentStateException("another wrote");
        foreach (var act in Acts(StorageThatThrows(conflict)))
        {
            Assert.Same(conflict, await Assert.ThrowsAsync<InconsistentStateException>(act));
        }
    }

    private static Func<Task>[] Acts(IGrainStorage storage)
    {
        var (id, state) = (GrainId.Create("x", "y"), new GrainState<string>());
        return [() => storage.ReadStateAsync("s", id, state), () => storage.WriteStateAsync("s", id, state), () => storage.ClearStateAsync("s", id, state)];
    }

    private static PlainFaultStorage StorageThatThrows(Exception fault)
    {
        var inner = DispatchProxy.Create<IGrainStorage, Throwing>();
        ((Throwing)inner).Fault = fault;
        return new PlainFaultStorage(inner);
    }

    /// <summary>Fails whatever it is asked.</summary>
    public class Throwing : DispatchProxy
    {
        internal Exception Fault { get; set; } = null!;

        /// <inheritdoc/>
        protected override object Invoke(MethodInfo? targetMethod, object?[]? args) => Task.FromException(Fault);
    }
}
