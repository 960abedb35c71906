using System.Net;
using QkdMec.Grains.Hosting;
using QkdMec.Silo.Deployments;
using QkdMec.Silo.Hosting;
using QkdMec.Tests.Unit.Deployments;

namespace QkdMec.Tests.Hosting.Orleans.Clusters;

/// <summary>Are grains placed by the deployment file?</summary>
public sealed class MachinePlacesTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("qkdmec-places-").FullName;

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void Silo_HasThePlacesOfItsMachine_WhateverPortAndRun()
    {
        var places = PlacesOf();
        var edge = places.Of(SiloAddress.New(new IPEndPoint(IPAddress.Parse("10.0.0.14"), 11111), 3));

        Assert.Equal(edge, places.Of(SiloAddress.New(new IPEndPoint(IPAddress.Parse("10.0.0.14"), 22222), 4)));
        Assert.True(KeyPlacement.AcceptsSite("edge/kme-edge", edge));
        Assert.True(KeyPlacement.AcceptsListener("edge/edge-b", edge));
        Assert.False(KeyPlacement.AcceptsListener("edge/edge", edge));
        Assert.False(KeyPlacement.AcceptsSite("hospital/kme-hospital", edge));
        Assert.False(KeyPlacement.AcceptsHost("edge/edge-1/context", edge));
        Assert.True(KeyPlacement.AcceptsHost("edge/edge-1/context", places.Of(SiloAddress.New(new IPEndPoint(IPAddress.Parse("10.0.0.15"), 11111), 3))));
    }

    [Fact]
    public void GrainsOfASite_AreOnTheFirstOfItsMachinesThatIsThere()
    {
        var places = PlacesOf();
        SiloAddress[] silos = [.. new[] { "10.0.0.14", "10.0.0.11", "10.0.0.13" }.Select(address => SiloAddress.New(new IPEndPoint(IPAddress.Parse(address), 11111), 3))];

        Assert.Equal(silos[2], Assert.Single(places.FirstOf("edge/kme-edge", silos)));
        Assert.Equal(silos[0], Assert.Single(places.FirstOf("edge/kme-edge", silos[..2])));
        Assert.Empty(places.FirstOf("relay/relay-1", silos));
    }

    [Fact]
    public void Silo_OfNoMachine_HasNoPlaces() =>
        Assert.Empty(PlacesOf().Of(SiloAddress.New(new IPEndPoint(IPAddress.Parse("10.0.0.77"), 11111), 3)));

    private MachinePlaces PlacesOf()
    {
        var path = Path.Combine(root, "deployment.json");
        File.WriteAllText(path, SampleDeployments.Six);
        return new MachinePlaces(DeploymentFile.Load(path));
    }
}
