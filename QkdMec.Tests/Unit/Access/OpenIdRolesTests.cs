using System.Text.Json;
using QkdMec.Gateway.Access;

namespace QkdMec.Tests.Unit.Access;

public sealed class OpenIdRolesTests
{
    [Theory]
    [InlineData("""{"roles":["device","king","device"]}""", "roles", "device")]
    [InlineData("""{"scope":"openid metrics operator.read"}""", "scope", "operator.read metrics")]
    [InlineData("""{"realm_access":{"roles":["operator.change"]}}""", "realm_access.roles", "operator.change")]
    [InlineData("""{"https://edge.example/roles":["device"]}""", "https://edge.example/roles", "device")]
    [InlineData("""{"a":{"b":["metrics"]},"a.b":["device"]}""", "a.b", "device")]
    [InlineData("""{"a":"device"}""", "a.b", "")]
    [InlineData("""{"roles":{"device":true}}""", "roles", "")]
    [InlineData("""{"roles":["Device"," device"]}""", "roles", "")]
    [InlineData("""{"roles":null}""", "roles", "")]
    [InlineData("{}", "roles", "")]
    public void Of_FindsTheRoles(string payload, string claim, string roles) =>
        Assert.Equal(roles, string.Join(' ', OpenIdRoles.Of(JsonElement.Parse(payload), claim)));
}
