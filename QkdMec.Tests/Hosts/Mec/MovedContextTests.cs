using System.Net;
using QkdMec.Grains.AppContexts;
using QkdMec.Grains.Identity;
using QkdMec.Grains.MecHosts;
using QkdMec.Protocols.SecurityContexts;

namespace QkdMec.Tests.Hosts.Mec;

/// <summary>Is a context that moved found by who asks at its old host, and is nothing left there?</summary>
public sealed class MovedContextTests(MecGateway gateway) : IClassFixture<MecGateway>
{
    private const string Contexts = "/dev_app/v1/app_contexts";
    private const string Offer = """{"saeId":"sae","cipherSuites":["A256GCM"]}""";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Request_AtTheOldHost_IsSentToTheNewOne()
    {
        var (id, reference) = await CreateAsync();
        var context = gateway.Grains.GetGrain<IAppContextGrain>(id);
        var from = (await context.GetAsync(Token))!.Host;

        var moved = await MoveAsync(context, from);
        Assert.Equal(MoveStatus.Moved, moved.Status);
        Assert.Equal((await context.GetAsync(Token))!.Host, moved.Host);

        using var response = await gateway.SendAsync("POST", reference + "/negotiation", Offer);
        var problem = await MecGateway.ReadProblemAsync(response, 308, reference);
        Assert.Equal(SecurityContextProblems.ContextMoved, problem.Code);
        Assert.Equal(new Uri(gateway.Client.BaseAddress!, $"/functions/v1/{moved.Host}/{id}/negotiation"), response.Headers.Location);
        await gateway.SendAsync("POST", response.Headers.Location!.PathAndQuery, Offer, HttpStatusCode.OK);
        Assert.Equal((0, 0), (await CountAsync(from), await UnsettledAsync(from)));
    }

    [Fact]
    public async Task Move_OfAContextThatIsElsewhere_DoesNothing()
    {
        var (id, _) = await CreateAsync();
        var context = gateway.Grains.GetGrain<IAppContextGrain>(id);
        var from = (await context.GetAsync(Token))!.Host;
        var first = await MoveAsync(context, from);

        var second = await MoveAsync(context, from);

        Assert.Equal((MoveStatus.NotThere, first.Host), (second.Status, second.Host));
    }

    [Fact]
    public async Task Delete_AfterAMove_LeavesNothingOnEitherHost()
    {
        var (id, _) = await CreateAsync();
        var context = gateway.Grains.GetGrain<IAppContextGrain>(id);
        var before = await TotalAsync();
        await MoveAsync(context, (await context.GetAsync(Token))!.Host);
        Assert.Equal(before, await TotalAsync());

        await gateway.SendAsync("DELETE", $"{Contexts}/{id}", null, HttpStatusCode.NoContent);

        Assert.Equal(before - 1, await TotalAsync());
    }

    [Fact]
    public async Task Move_FromAHostThatWasGivenUpAndIsBack_LeavesNothingThere()
    {
        var (id, reference) = await CreateAsync();
        var context = gateway.Grains.GetGrain<IAppContextGrain>(id);
        var from = (await context.GetAsync(Token))!.Host;

        await context.MoveAsync(new MoveAppContext(from, MoveReason.HostFailed, TimeSpan.FromMinutes(1)), Token);

        await gateway.RefusedAsync("POST", reference + "/negotiation", Offer, 308);
        Assert.DoesNotContain(id, await gateway.Grains.GetGrain<IContextIndexGrain>(from.ToGrainKey()).ListAsync("", 100, Token));
    }

    [Fact]
    public async Task CloseStray_OfTheHostItIsOn_LeavesItThere()
    {
        var (id, reference) = await CreateAsync();
        var context = gateway.Grains.GetGrain<IAppContextGrain>(id);

        await context.CloseStrayAsync((await context.GetAsync(Token))!.Host, Token);

        await gateway.SendAsync("POST", reference + "/negotiation", Offer, HttpStatusCode.OK);
    }

    private async Task<(string Id, string Path)> CreateAsync()
    {
        var created = await gateway.SendAsync("POST", Contexts, Mx2Bodies.SmallContext().ToJsonString(), HttpStatusCode.Created);
        var reference = created.GetProperty("appInfo").GetProperty("userAppInstanceInfo")[0].GetProperty("referenceURI").GetString()!;
        return (created.GetProperty("contextId").GetString()!, new Uri(reference).AbsolutePath);
    }

    private static Task<MoveOutcome> MoveAsync(IAppContextGrain context, HostId from) =>
        context.MoveAsync(new MoveAppContext(from, MoveReason.HostDrained, TimeSpan.FromMinutes(1)), Token);

    private async Task<int> TotalAsync() => await CountAsync(MecTestSystem.First) + await CountAsync(MecTestSystem.Second);

    private async Task<int> CountAsync(HostId host) => (await StatusAsync(host)).ContextsUsed;

    private async Task<int> UnsettledAsync(HostId host) => (await StatusAsync(host)).Unsettled;

    private Task<HostStatus> StatusAsync(HostId host) => gateway.Grains.GetGrain<IMecHostGrain>(host.ToGrainKey()).GetStatusAsync(Token);
}
