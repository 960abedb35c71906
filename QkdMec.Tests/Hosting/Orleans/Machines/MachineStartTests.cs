using System.Net;

namespace QkdMec.Tests.Hosting.Orleans.Machines;

/// <summary>Does the product run on machines of its own, set up with its own commands?</summary>
[Collection(LaidOutClusterGroup.Name)]
public sealed class MachineStartTests(LaidOutClusterFixture fixture)
{
    /// <summary>The first of anything takes long on a busy computer.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Machines_CarryInvocationsAndKeys()
    {
        using var clients = new ClusterClients(fixture.Cluster, Patience);
        var patient = new PatientClients(clients, Stop);
        Assert.Equal("""{"a":1}""", await patient.EchoAsync("""{"a":1}"""));
        Assert.Single(await patient.DrawAndFetchAsync(ClusterClients.Pairs[0], 1));
        await patient.WhenReadyAsync();
    }

    [Fact]
    public async Task Gateway_LetsNobodyInWithoutAToken()
    {
        using var clients = new ClusterClients(fixture.Cluster, Patience);
        clients.Gateway.DefaultRequestHeaders.Authorization = null;
        using var refused = await clients.Gateway.GetAsync(new Uri("/operator/v1/network/topology", UriKind.Relative), Stop);
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }
}
