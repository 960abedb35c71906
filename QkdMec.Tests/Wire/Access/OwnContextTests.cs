using QkdMec.Protocols.Access;
using QkdMec.Tests.Hosts.Mec;

namespace QkdMec.Tests.Wire.Access;

/// <summary>Does a client see and delete contexts of its own only?</summary>
public sealed class OwnContextTests : IAsyncLifetime
{
    private const string Contexts = "/dev_app/v1/app_contexts";

    private readonly AccessSystem system = new();

    public async ValueTask InitializeAsync() => await system.StartAsync();

    public ValueTask DisposeAsync() => system.DisposeAsync();

    [Fact]
    public async Task Context_OfAnotherClient_IsUnknown()
    {
        var (owner, other) = (system.Add("hospital", AccessRoles.Device), system.Add("clinic", AccessRoles.Device));
        var id = await system.CreateContextAsync(owner);
        var functions = $"/functions/v1/edge/edge-1/{id}/negotiation";
        var offer = """{"saeId":"sae-clinic","cipherSuites":["A256GCM"]}""";

        Assert.Equal(404, await system.StatusAsync("PUT", $"{Contexts}/{id}", other, Mx2Bodies.SmallContext().ToJsonString()));
        Assert.Equal(404, await system.StatusAsync("POST", functions, other, offer));
        Assert.Equal(404, await system.StatusAsync("DELETE", $"{Contexts}/{id}", other));
        Assert.Equal(204, await system.StatusAsync("PUT", $"{Contexts}/{id}", owner, Mx2Bodies.SmallContext().ToJsonString()));
        Assert.Equal(204, await system.StatusAsync("DELETE", $"{Contexts}/{id}", owner));
        Assert.Equal(404, await system.StatusAsync("DELETE", $"{Contexts}/{id}", owner));
    }

    [Fact]
    public async Task Context_IsTheClientsUnderAnyOfItsTokens()
    {
        var (first, second) = (system.Add("hospital", AccessRoles.Device), system.Add("hospital", AccessRoles.Device));
        Assert.Equal(204, await system.StatusAsync("DELETE", $"{Contexts}/{await system.CreateContextAsync(first)}", second));
    }

    [Fact]
    public async Task Context_OfBeforeThereWereTokens_IsTheOperatorsOnly()
    {
        var id = await system.CreateContextAsync(null);
        var (device, change) = (system.Add("hospital", AccessRoles.Device), system.Add("operator", AccessRoles.OperatorChange));
        Assert.Equal(404, await system.StatusAsync("DELETE", $"{Contexts}/{id}", device));
        Assert.Equal(204, await system.StatusAsync("DELETE", $"/operator/v1/contexts/{id}", change));
        Assert.Equal(404, await system.StatusAsync("DELETE", $"/operator/v1/contexts/{id}", change));
    }

    [Fact]
    public async Task Operator_SeesWhoseAContextIs()
    {
        var id = await system.CreateContextAsync(system.Add("hospital", AccessRoles.Device));
        using var response = await system.SendAsync("GET", $"/operator/v1/contexts/{id}", system.Add("reader", AccessRoles.OperatorRead));
        Assert.Contains("\"client\":\"hospital\"", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("device-1", 201)]
    [InlineData("device-2", 403)]
    public async Task Context_ForADeviceApplication_NeedsATokenForIt(string allowed, int status)
    {
        var token = system.Add(new AccessToken { Client = "hospital", Sha256 = "", Roles = [AccessRoles.Device], DeviceApps = ["other", allowed] });
        Assert.Equal(status, await system.StatusAsync("POST", Contexts, token, Mx2Bodies.SmallContext().ToJsonString()));
    }
}
