using System.Security.Authentication;
using QkdMec.Grains.Steps;
using QkdMec.Silo.Certificates.Nodes;
using QkdMec.Tests.Fakes;
using QkdMec.Tests.Hosts.Grains;

namespace QkdMec.Tests.Hosting;

/// <summary>Who gets into a cluster whose list of members everybody can write?</summary>
public sealed class ClusterTlsTests : IAsyncLifetime
{
    private readonly ClusterFiles files = new();
    private readonly ClusterFiles strangers = new();
    private readonly TlsCluster cluster = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        files.Dispose();
        strangers.Dispose();
    }

    [Fact]
    public async Task SilosAndGateway_OfOneCluster_CallEachOther()
    {
        await cluster.StartSiloAsync("edge", "edge", files.Write("edge", ClusterFiles.Silo("edge")));
        await cluster.StartSiloAsync("relay", "relay", files.Write("relay", ClusterFiles.Silo("relay")));
        var grains = await cluster.StartClientAsync(files.Write("gate", ClusterFiles.Gateway));

        Assert.Equal(3, await cluster.GrainsOf("relay").GetGrain<ICounterGrain>("edge/one").AddAsync(3));
        Assert.Equal(4, await cluster.GrainsOf("edge").GetGrain<ICounterGrain>("relay/one").AddAsync(4));
        Assert.Empty(await grains.GetGrain<IStepJournalGrain>("context").ReadAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task SiloEndpoint_SpeaksToSilosOfItsClusterOnly()
    {
        var (silos, _) = await cluster.StartSiloAsync("edge", "edge", files.Write("edge", ClusterFiles.Silo("edge")));
        using var silo = files.Issue("relay", ClusterFiles.Silo("relay"));
        using var gateway = files.Issue("gate", ClusterFiles.Gateway);
        using var none = files.Issue("none", new NodeRoles([], [], Gateway: false));
        using var stranger = strangers.Issue("relay", ClusterFiles.Silo("relay"));

        Assert.True(await TlsProbe.IsSpokenToAsync(silos, silo));
        Assert.False(await TlsProbe.IsSpokenToAsync(silos, gateway));
        Assert.False(await TlsProbe.IsSpokenToAsync(silos, none));
        Assert.False(await TlsProbe.IsSpokenToAsync(silos, stranger));
        Assert.False(await TlsProbe.IsSpokenToAsync(silos, certificate: null));
    }

    [Fact]
    public async Task SiloEndpoint_SpeaksTls13Only()
    {
        var (silos, _) = await cluster.StartSiloAsync("edge", "edge", files.Write("edge", ClusterFiles.Silo("edge")));
        using var silo = files.Issue("relay", ClusterFiles.Silo("relay"));

        Assert.False(await TlsProbe.IsSpokenToAsync(silos, silo, SslProtocols.Tls12));
    }

    [Fact]
    public async Task ClientEndpoint_ClosesConnectionsOfStrangers()
    {
        var (_, clients) = await cluster.StartSiloAsync("edge", "edge", files.Write("edge", ClusterFiles.Silo("edge")));
        using var none = files.Issue("none", new NodeRoles([], [], Gateway: false));
        using var stranger = strangers.Issue("gate", ClusterFiles.Gateway);

        Assert.False(await TlsProbe.IsSpokenToAsync(clients, none));
        Assert.False(await TlsProbe.IsSpokenToAsync(clients, stranger));
        Assert.False(await TlsProbe.IsSpokenToAsync(clients, certificate: null));
    }

    [Fact]
    public async Task Node_OfAnotherAuthority_CannotJoin_ThoughItWritesItselfIntoTheListOfMembers()
    {
        await cluster.StartSiloAsync("edge", "edge", files.Write("edge", ClusterFiles.Silo("edge")));

        await Assert.ThrowsAnyAsync<OrleansException>(() => cluster.StartSiloAsync("relay", "relay", strangers.Write("relay", ClusterFiles.Silo("relay"))));

        Assert.NotEqual(SiloStatus.None, cluster.Members.StatusOf("relay"));
        Assert.NotEqual(SiloStatus.Active, cluster.Members.StatusOf("relay"));
        Assert.Equal(1, await cluster.GrainsOf("edge").GetGrain<ICounterGrain>("edge/one").AddAsync(1));
    }

    [Fact]
    public async Task Node_WithAGatewaysCertificate_CannotJoinAsSilo()
    {
        await cluster.StartSiloAsync("edge", "edge", files.Write("edge", ClusterFiles.Silo("edge")));

        await Assert.ThrowsAnyAsync<OrleansException>(() => cluster.StartSiloAsync("gate", "relay", files.Write("gate", ClusterFiles.Gateway)));

        Assert.NotEqual(SiloStatus.Active, cluster.Members.StatusOf("gate"));
    }

    [Fact]
    public async Task Client_SpeaksToNoSilo_AtAnAddressThatIsNotItsCertificates()
    {
        await cluster.StartSiloAsync("edge", "edge", files.Write("edge", ClusterFiles.Silo("edge"), "127.0.0.2"));

        await Assert.ThrowsAnyAsync<OrleansException>(() => cluster.StartClientAsync(files.Write("gate", ClusterFiles.Gateway)));
    }

    [Fact]
    public async Task Client_SpeaksToNoSilo_OfAnotherAuthority()
    {
        await cluster.StartSiloAsync("edge", "edge", strangers.Write("edge", ClusterFiles.Silo("edge")));

        await Assert.ThrowsAnyAsync<OrleansException>(() => cluster.StartClientAsync(files.Write("gate", ClusterFiles.Gateway)));
    }

    [Fact]
    public async Task ReplacedCertificates_AreTakenUpWithoutRestart_AlsoUnderANewAuthority()
    {
        var directory = files.Write("edge", ClusterFiles.Silo("edge"), strangers.Authority);
        var (silos, _) = await cluster.StartSiloAsync("edge", "edge", directory);
        using var before = files.Issue("relay", ClusterFiles.Silo("relay"));
        using var after = strangers.Issue("relay", ClusterFiles.Silo("relay"));
        var first = await TlsProbe.SerialOfAsync(silos, before);
        Assert.True(await TlsProbe.IsSpokenToAsync(silos, after));

        foreach (var file in Directory.GetFiles(strangers.Write("edge", ClusterFiles.Silo("edge"))))
        {
            File.Copy(file, Path.Combine(directory, Path.GetFileName(file)), overwrite: true);
        }

        cluster.Time.Advance(NodeCredentialHolder.LookPeriod);

        Assert.NotEqual(first, await TlsProbe.SerialOfAsync(silos, after));
        Assert.True(await TlsProbe.IsSpokenToAsync(silos, after));
        Assert.False(await TlsProbe.IsSpokenToAsync(silos, before));
    }
}
