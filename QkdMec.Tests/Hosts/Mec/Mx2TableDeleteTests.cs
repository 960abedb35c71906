using System.Net;

namespace QkdMec.Tests.Hosts.Mec;

/// <summary><c>DELETE app_contexts/{contextId}</c>: is a context gone once it is deleted, and is nothing else deleted?</summary>
public sealed class Mx2TableDeleteTests(MecGateway gateway) : IClassFixture<MecGateway>
{
    private const string Contexts = "/dev_app/v1/app_contexts";

    public static TheoryData<string> UnknownIds =>
        ["0123456789abcdef0123456789abcdef", "0123456789ABCDEF0123456789ABCDEF", "1", "-1", "0", "0123456789abcdef0123456789abcdef0", "..%2f..%2fetc", "01234567-89ab-cdef-0123-456789abcdef"];

    [Fact]
    public async Task Delete_OfAContext_LeavesNone()
    {
        var created = await gateway.SendAsync("POST", Contexts, Mx2Bodies.SmallContext().ToJsonString(), HttpStatusCode.Created);
        var path = $"{Contexts}/{created.GetProperty("contextId").GetString()}";

        using var response = await gateway.SendAsync("DELETE", path);
        Assert.Equal((HttpStatusCode.NoContent, ""), (response.StatusCode, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        Assert.Equal("unknown-context", (await gateway.RefusedAsync("DELETE", path, null, 404)).Code);
        Assert.Equal("unknown-context", (await gateway.RefusedAsync("PUT", path, Mx2Bodies.SmallContext().ToJsonString(), 404)).Code);
        Assert.Equal(0, await Mx2Answer.CountContextsAsync(gateway));
    }

    [Theory]
    [MemberData(nameof(UnknownIds))]
    public async Task Delete_OfUnknownContext_Is404_AndDeletesNothing(string unknown)
    {
        var created = await gateway.SendAsync("POST", Contexts, Mx2Bodies.SmallContext().ToJsonString(), HttpStatusCode.Created);
        await gateway.RefusedAsync("DELETE", $"{Contexts}/{unknown}", null, 404);
        await gateway.SendAsync("DELETE", $"{Contexts}/{created.GetProperty("contextId").GetString()}", null, HttpStatusCode.NoContent);
    }
}
