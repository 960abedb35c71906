using System.Text.Json;
using Grpc.Core;
using QkdMec.Grpc.Functions;
using QkdMec.Protocols.Access;
using QkdMec.Tests.Wire.Functions.Grpc;

namespace QkdMec.Tests.Wire.Access.Grpc;

/// <summary>Does gRPC ask for the same tokens, roles, owners and rates as HTTP, and say so as gRPC does?</summary>
public sealed class GrpcAccessTests : IAsyncLifetime
{
    private static readonly Uri Free = new("http://127.0.0.1:0");

    private readonly AccessSystem system = new(access => access with { RequestsPerSecondPerClient = 3 }, options => options with { PlainGrpcAddress = Free });
    private GrpcCalls calls = null!;

    public async ValueTask InitializeAsync()
    {
        await system.StartAsync();
        calls = new GrpcCalls(system.Addresses[1]);
    }

    public async ValueTask DisposeAsync()
    {
        calls.Dispose();
        await system.DisposeAsync();
    }

    [Fact]
    public async Task Request_NeedsATokenOfARole()
    {
        var (device, reader) = (system.Add("hospital", AccessRoles.Device), system.Add("reader", AccessRoles.OperatorRead));
        var context = await system.CreateContextAsync(device);

        Assert.Equal((StatusCode.Unauthenticated, "unauthorised", null), await calls.RefusedOfferAsync(context));
        Assert.Equal((StatusCode.Unauthenticated, "unauthorised", null), await calls.RefusedOfferAsync(context, AccessTokenText.New()));
        Assert.Equal((StatusCode.InvalidArgument, "malformed", null), await calls.RefusedOfferAsync(context, "one two"));
        Assert.Equal((StatusCode.PermissionDenied, "forbidden", null), await calls.RefusedOfferAsync(context, reader));
        Assert.Equal("sae-hospital", (await OfferAsync(context, device)).SaeId);
    }

    [Fact]
    public async Task Context_OfAnotherClient_IsUnknown()
    {
        var (owner, other) = (system.Add("hospital", AccessRoles.Device), system.Add("clinic", AccessRoles.Device));
        var context = await system.CreateContextAsync(owner);
        Assert.Equal((StatusCode.NotFound, "unknown-context", null), await calls.RefusedOfferAsync(context, other));
        using var watch = calls.Watch(context, token: other);
        Assert.Equal(StatusCode.NotFound, (await Assert.ThrowsAsync<RpcException>(() => GrpcCalls.ReadToEndAsync(watch))).StatusCode);
    }

    [Fact]
    public async Task Client_ThatAsksTooMuch_IsToldWhenToTryAgain()
    {
        var busy = system.Add("busy", AccessRoles.Device);
        var unknown = new string('f', 32);
        for (var request = 0; request < 3; request++)
        {
            Assert.Equal(StatusCode.NotFound, (await calls.RefusedOfferAsync(unknown, busy)).Status);
        }

        Assert.Equal((StatusCode.ResourceExhausted, "rate-limited", "1"), await calls.RefusedOfferAsync(unknown, busy));
    }

    [Fact]
    public async Task Watch_EndsWhenItsTokenIsWithdrawn()
    {
        var token = system.Add("hospital", AccessRoles.Device);
        system.Add("other", AccessRoles.Device);
        var context = await system.CreateContextAsync(token);
        using var watch = calls.Watch(context, token: token, host: await HostOfAsync(context));
        await GrpcCalls.ReadUntilAsync(watch, "context-created");

        system.Remove("hospital");
        var end = GrpcCalls.ReadToEndAsync(watch);
        while (!end.IsCompleted)
        {
            // The gateway's clock is the test's: each look of the watch needs it to go on.
            system.Clock.Advance(TimeSpan.FromMilliseconds(250));
            await system.StatusAsync("GET", "/healthz", null);
        }

        var fault = await Assert.ThrowsAsync<RpcException>(() => end);
        Assert.Equal((StatusCode.Unauthenticated, "unauthorised"), (fault.StatusCode, fault.Trailers.GetValue("qkdmec-problem")));
    }

    private async Task<NegotiateReply> OfferAsync(string context, string token)
    {
        var request = GrpcCalls.Offer(context);
        request.Context.Host = await HostOfAsync(context);
        return await calls.Functions.NegotiateAsync(request, GrpcCalls.With(token), cancellationToken: TestContext.Current.CancellationToken);
    }

    private async Task<string> HostOfAsync(string context)
    {
        using var response = await system.SendAsync("GET", $"/operator/v1/contexts/{context}", system.Add("looks", AccessRoles.OperatorRead));
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return JsonElement.Parse(text).GetProperty("host").GetString()!.Split('/')[1];
    }
}
