using QkdMec.Protocols.Access;

namespace QkdMec.Tests.Wire.Access;

/// <summary>Does each part of the gateway ask for its role, and write down who changes what?</summary>
public sealed class RoleTests : IAsyncLifetime
{
    private readonly AccessSystem system = new();

    public async ValueTask InitializeAsync() => await system.StartAsync();

    public ValueTask DisposeAsync() => system.DisposeAsync();

    [Theory]
    [InlineData("POST", "/functions/v1/edge/edge-1/0123456789abcdef0123456789abcdef/negotiation", AccessRoles.Device)]
    [InlineData("POST", "/functions/v1/edge/edge-1/0123456789abcdef0123456789abcdef/key", AccessRoles.Device)]
    [InlineData("POST", "/functions/v1/edge/edge-1/0123456789abcdef0123456789abcdef/steps", AccessRoles.Device)]
    [InlineData("GET", "/operator/v1/apps", AccessRoles.OperatorRead, AccessRoles.OperatorChange)]
    [InlineData("GET", "/operator/v1/contexts", AccessRoles.OperatorRead, AccessRoles.OperatorChange)]
    [InlineData("GET", "/operator/v1/network/topology", AccessRoles.OperatorRead, AccessRoles.OperatorChange)]
    [InlineData("POST", "/operator/v1/apps", AccessRoles.OperatorChange)]
    [InlineData("DELETE", "/operator/v1/apps/nothing", AccessRoles.OperatorChange)]
    [InlineData("DELETE", "/operator/v1/contexts/0123456789abcdef0123456789abcdef", AccessRoles.OperatorChange)]
    [InlineData("PUT", "/operator/v1/network/kmes/kme-x", AccessRoles.OperatorChange)]
    [InlineData("POST", "/operator/v1/network/links/kme-a~kme-b/cut", AccessRoles.OperatorChange)]
    [InlineData("GET", "/metrics", AccessRoles.Metrics, AccessRoles.OperatorRead, AccessRoles.OperatorChange)]
    [InlineData("GET", "/openapi/operator.json", AccessRoles.Device, AccessRoles.OperatorRead, AccessRoles.OperatorChange, AccessRoles.Metrics)]
    [InlineData("GET", "/openapi/functions.json", AccessRoles.Device, AccessRoles.OperatorRead, AccessRoles.OperatorChange, AccessRoles.Metrics)]
    public async Task Request_NeedsOneOfItsRoles(string method, string path, params string[] roles)
    {
        foreach (var role in AccessRoles.All)
        {
            var token = system.Add(role, role);
            using var response = await system.SendAsync(method, path, token, method is "GET" or "DELETE" ? null : "{}");
            Assert.NotEqual(401, (int)response.StatusCode);
            Assert.Equal(!roles.Contains(role), (int)response.StatusCode == 403);
            if (!roles.Contains(role))
            {
                var (_, challenge) = await AccessSystem.ReadRefusalAsync(response, 403);
                Assert.Equal($"Bearer realm=\"qkdmec\", error=\"insufficient_scope\", scope=\"{string.Join(' ', roles)}\"", challenge);
            }
        }

        Assert.Equal(401, await system.StatusAsync(method, path, null, method is "GET" or "DELETE" ? null : "{}"));
    }

    [Theory]
    [InlineData("GET", "/nowhere", 404)]
    [InlineData("POST", "/metrics", 405)]
    [InlineData("GET", "/openapi/nothing.json", 404)]
    public async Task Request_ForNothing_IsToldToKnownClientsOnly(string method, string path, int status)
    {
        var token = system.Add("reader", AccessRoles.OperatorRead);
        var json = method == "GET" ? null : "{}";
        Assert.Equal((401, status), (await system.StatusAsync(method, path, null, json), await system.StatusAsync(method, path, token, json)));
    }

    [Theory]
    [InlineData("/healthz")]
    [InlineData("/readyz")]
    public async Task Health_IsOpen(string path)
    {
        system.Add("reader", AccessRoles.OperatorRead);
        Assert.Equal((200, 200), (await system.StatusAsync("GET", path, null), await system.StatusAsync("GET", path, "nonsense")));
    }

    [Fact]
    public async Task Changes_AreWrittenDownWithTheirClient()
    {
        var (changer, reader) = (system.Add("ward-operator", AccessRoles.OperatorChange), system.Add("watcher", AccessRoles.OperatorRead));
        await system.StatusAsync("DELETE", "/operator/v1/apps/no%0Athing", changer);
        await system.StatusAsync("DELETE", "/operator/v1/apps/echo-1", reader);
        await system.StatusAsync("DELETE", "/operator/v1/apps/echo-1", null);
        await system.StatusAsync("GET", "/operator/v1/apps", reader);

        var lines = system.Log.Text.Split('\n').Where(line => line.Contains("OperatorLog", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, lines.Count);
        Assert.Contains("Operator ward-operator: DELETE /operator/v1/apps/no%0Athing was answered 404", lines[0], StringComparison.Ordinal);
        Assert.Contains("Operator watcher: DELETE /operator/v1/apps/echo-1 was answered 403", lines[1], StringComparison.Ordinal);
        Assert.Contains("Operator -: DELETE /operator/v1/apps/echo-1 was answered 401", lines[2], StringComparison.Ordinal);
    }
}
