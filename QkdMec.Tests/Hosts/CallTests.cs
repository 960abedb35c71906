using System.Collections.Immutable;
using QkdMec.Tests.Hosting;
using QkdMec.Tests.Hosts.Grains;

namespace QkdMec.Tests.Hosts;

/// <summary>What crosses in a call: messages, errors, context, cancellation.</summary>
public sealed class CallTests(GrainHostFixture host) : IClassFixture<GrainHostFixture>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Message_OfEveryShape_ArrivesAsItWas()
    {
        var stop = new ErrandStop(Guid.Parse("3f2504e0-4f89-41d3-9a0c-0305e82c3301"), 1.5, null);
        var errand = new Delivery("parcel", [1, 2, 255], [stop], ImmutableDictionary<string, long>.Empty.Add("bridge", 3), TimeSpan.FromMinutes(5));
        var at = new DateTimeOffset(2026, 11, 22, 4, 0, 0, TimeSpan.FromHours(1));

        var echo = Assert.IsType<Delivery>(
            await host.Grains.GetGrain<IErrandGrain>("alpha/echo").EchoAsync(errand, ErrandPriority.High, at).WaitAsync(Token));

        Assert.Equal("parcel High 2026-11-22T04:00:00.0000000+01:00", echo.Name);
        Assert.Equal(errand.Body.AsEnumerable(), echo.Body);
        Assert.Equal(errand.Stops, echo.Stops);
        Assert.Equal(errand.Tolls, echo.Tolls);
        Assert.Equal(errand.Limit, echo.Limit);
    }

    [Theory]
    [InlineData("argument", typeof(ArgumentException), "bad argument")]
    [InlineData("operation", typeof(InvalidOperationException), "bad operation")]
    [InlineData("orleans", typeof(OrleansException), "bad host")]
    public async Task Error_ThatTheHostKnows_ArrivesAsItWas(string kind, Type type, string message)
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(() => host.Grains.GetGrain<IErrandGrain>("alpha/errors").ThrowAsync(kind));

        Assert.IsType(type, error);
        Assert.Equal(message, error.Message);
    }

    [Theory]
    [InlineData("unknown")]
    [InlineData("inner")]
    public async Task Error_WithoutSerializer_DoesNotArriveAsItsType(string kind)
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(() => host.Grains.GetGrain<IErrandGrain>("alpha/errors").ThrowAsync(kind));

        Assert.IsNotType<LostErrandException>(error);
        Assert.IsNotType<LostErrandException>(error.InnerException);
    }

    [Fact]
    public async Task RequestContext_SetByTheCaller_TravelsThroughTwoCalls()
    {
        RequestContext.Set("trace", "00-abc");
        try
        {
            var read = await host.Grains.GetGrain<IErrandGrain>("alpha/context").ReadContextAsync("trace", "beta/context");
            Assert.Equal("00-abc", read);
            Assert.Null(await host.Grains.GetGrain<IErrandGrain>("alpha/context").ReadContextAsync("other", null));
        }
        finally
        {
            RequestContext.Set("trace", "");
        }
    }

    [Fact]
    public async Task Cancel_OfARunningCall_ReachesTheGrain()
    {
        using var cancellation = new CancellationTokenSource();
        var grain = host.Grains.GetGrain<IErrandGrain>("alpha/cancel");
        var call = grain.WaitForCancellationAsync("cancel-gate", cancellation.Token);
        await host.Grains.GetGrain<IGateGrain>("cancel-gate").WaitForEntriesAsync(1).WaitAsync(Token);
        var cancelled = grain.WaitUntilCancelledAsync();

        await cancellation.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await cancelled.WaitAsync(Token);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void GetGrain_WithoutKey_IsRefused(string? key) =>
        Assert.ThrowsAny<ArgumentException>(() => host.Grains.GetGrain<IGateGrain>(key!));

    [Fact]
    public async Task GrainFactory_OffTheTurn_IsRefused() =>
        Assert.True(await host.Grains.GetGrain<IErrandGrain>("alpha/off-turn").UseFactoryOffTurnAsync());
}
