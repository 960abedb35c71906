using System.Net;
using Grpc.Core;
using QkdMec.Grains.Steps;
using QkdMec.Grpc.Functions;
using QkdMec.Tests.Hosts.Mec;

namespace QkdMec.Tests.Wire.Functions.Grpc;

/// <summary>Does a watcher get every step of a context once, from where it left off until the context ends?</summary>
public sealed class WatchStepsTests : IAsyncLifetime
{
    private readonly MecGateway gateway = new() { Change = options => options with { PlainGrpcAddress = new Uri("http://127.0.0.1:0") } };
    private GrpcCalls calls = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await gateway.InitializeAsync();
        calls = new GrpcCalls(gateway.Addresses[1]);
    }

    public async ValueTask DisposeAsync()
    {
        calls.Dispose();
        await gateway.DisposeAsync();
    }

    [Fact]
    public async Task Watch_SendsWhatWasAndWhatHappens_UntilTheContextEnds()
    {
        var (context, host) = await CreateAsync();
        using var watch = calls.Watch(context, host: host);
        var created = await GrpcCalls.ReadUntilAsync(watch, "context-created");
        Assert.Equal(("8", "7", "lcmp", "ok"), (created.Figure2, created.Figure4, created.Component, created.Outcome));

        await AppendAsync(context, "key-drawn");
        var drawn = await GrpcCalls.ReadUntilAsync(watch, "key-drawn");
        Assert.Equal(created.Position.Journal, drawn.Position.Journal);
        Assert.True(drawn.Position.Number > created.Position.Number);

        await DeleteAsync(context);
        await GrpcCalls.ReadToEndAsync(watch);
        Assert.Equal(StatusCode.OK, watch.GetStatus().StatusCode);
    }

    [Fact]
    public async Task Watch_AfterAPosition_SendsOnlyWhatCameLater()
    {
        var (context, host) = await CreateAsync();
        using var first = calls.Watch(context, host: host);
        var last = await GrpcCalls.ReadUntilAsync(first, "context-created");
        await AppendAsync(context, "key-drawn");
        await AppendAsync(context, "key-id-sent");

        using var second = calls.Watch(context, last.Position, host: host);
        await GrpcCalls.ReadUntilAsync(second, "key-id-sent");
        using var third = calls.Watch(context, last.Position, host: host);
        await third.ResponseHeadersAsync;
        await DeleteAsync(context);
        var names = (await GrpcCalls.ReadToEndAsync(third)).Select(step => step.Step).ToList();
        Assert.DoesNotContain("context-created", names);
        Assert.Equal(["key-drawn", "key-id-sent"], names.Where(name => name.StartsWith("key-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Watch_AfterAPositionOfALostJournal_BeginsAnew()
    {
        var (context, host) = await CreateAsync();
        using var watch = calls.Watch(context, new StepPosition { Journal = 5, Number = 1_000 }, host: host);
        Assert.Equal("context-created", (await GrpcCalls.ReadUntilAsync(watch, "context-created")).Step);
    }

    [Fact]
    public async Task Watch_OfNoContext_IsNotFound()
    {
        var (context, host) = await CreateAsync();
        Assert.Equal(StatusCode.NotFound, await EndOfAsync(calls.Watch(new string('f', 32), host: host)));
        Assert.Equal(StatusCode.NotFound, await EndOfAsync(calls.Watch("nonsense", host: host)));
        Assert.Equal(StatusCode.NotFound, await EndOfAsync(calls.Watch(new string('f', 32), host: "edge-9")));
    }

    [Fact]
    public async Task Watch_OfAContextOnAnotherHost_SaysWhereItIs()
    {
        var (context, host) = await CreateAsync();
        using var watch = calls.Watch(context, host: "edge-9");
        var fault = await Assert.ThrowsAsync<RpcException>(() => GrpcCalls.ReadToEndAsync(watch));
        Assert.Equal((StatusCode.FailedPrecondition, "context-moved"), (fault.StatusCode, fault.Trailers.GetValue("qkdmec-problem")));
        Assert.EndsWith($"/{host}/{context}", fault.Trailers.GetValue("location"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Watch_ByTooMany_IsRefused()
    {
        var (context, host) = await CreateAsync();
        var watches = Enumerable.Range(0, 8).Select(_ => calls.Watch(context, host: host)).ToList();
        foreach (var watch in watches)
        {
            await GrpcCalls.ReadUntilAsync(watch, "context-created");
        }

        Assert.Equal(StatusCode.ResourceExhausted, await EndOfAsync(calls.Watch(context, host: host)));
        watches.ForEach(watch => watch.Dispose());
    }

    [Fact]
    public async Task Watch_WhenTheGatewayStops_IsUnavailableAndHoldsNothingUp()
    {
        var (context, host) = await CreateAsync();
        using var watch = calls.Watch(context, host: host);
        await GrpcCalls.ReadUntilAsync(watch, "context-created");
        await gateway.StopAsync();
        var fault = await Assert.ThrowsAsync<RpcException>(() => GrpcCalls.ReadToEndAsync(watch));
        Assert.Equal((StatusCode.Unavailable, "stopping"), (fault.StatusCode, fault.Trailers.GetValue("qkdmec-problem")));
    }

    [Fact]
    public async Task Watch_HasADeadline()
    {
        var (context, host) = await CreateAsync();
        var request = new WatchStepsRequest { Context = GrpcCalls.Name(context, host) };
        using var watch = calls.Functions.WatchSteps(request, deadline: DateTime.UtcNow.AddSeconds(1), cancellationToken: Stop);
        var fault = await Assert.ThrowsAsync<RpcException>(() => GrpcCalls.ReadToEndAsync(watch));
        Assert.Equal(StatusCode.DeadlineExceeded, fault.StatusCode);
    }

    private async Task<(string Context, string Host)> CreateAsync()
    {
        var context = await gateway.SendAsync("POST", "/dev_app/v1/app_contexts", Mx2Bodies.SmallContext().ToJsonString(), HttpStatusCode.Created);
        var address = context.GetProperty("appInfo").GetProperty("userAppInstanceInfo")[0].GetProperty("referenceURI").GetString()!;
        return (context.GetProperty("contextId").GetString()!, address.Split('/')[^2]);
    }

    private async Task DeleteAsync(string context) => await gateway.SendAsync("DELETE", $"/dev_app/v1/app_contexts/{context}", null, HttpStatusCode.NoContent);

    private Task AppendAsync(string context, string step) =>
        gateway.Grains.GetGrain<IStepJournalGrain>(context).AppendAsync([new StepEntry(step, DateTimeOffset.UnixEpoch, "ok", "")], Stop);

    private static async Task<StatusCode> EndOfAsync(AsyncServerStreamingCall<WatchedStep> watch)
    {
        using (watch)
        {
            return (await Assert.ThrowsAsync<RpcException>(() => GrpcCalls.ReadToEndAsync(watch))).StatusCode;
        }
    }
}
