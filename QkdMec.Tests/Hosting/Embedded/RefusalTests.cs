using System.Collections.Immutable;
using QkdMec.Embedded.Activations;
using QkdMec.Tests.Hosting.Embedded.Refused;

namespace QkdMec.Tests.Hosting;

/// <summary>Does the embedded host refuse at start what Orleans refuses or copies?</summary>
public sealed class RefusalTests
{
    [Theory]
    [InlineData(typeof(UnnumberedMessage), "UnnumberedMessage.Text has no [Id]")]
    [InlineData(typeof(TwiceNumberedMessage), "TwiceNumberedMessage 0' is used 2 times")]
    [InlineData(typeof(NamelessMessage), "NamelessMessage has no [Alias]")]
    public void Start_WithMessage_IsRefused(Type message, string fault) => Refused(fault, message);

    [Fact]
    public void Start_WithAliasUsedTwice_IsRefused() =>
        Refused("alias 'tests.same' is used 2 times", typeof(FirstMessage), typeof(SecondMessage));

    [Theory]
    [InlineData(typeof(NumberGrain), "returns System.Int32: a grain method returns a task")]
    [InlineData(typeof(ListGrain), "System.Collections.Generic.List`1[System.Int32]: allowed are")]
    [InlineData(typeof(BytesGrain), "System.Byte[]: allowed are")]
    [InlineData(typeof(UnknownGrain), "System.Uri: allowed are")]
    [InlineData(typeof(MutableGrain), "MutableMessage.Text must be a property with 'get' and 'init'")]
    [InlineData(typeof(HiddenListGrain), "ListMessage.Items is a System.Collections.Generic.List`1[System.String]: allowed are")]
    [InlineData(typeof(TokenFirstGrain), "has its cancellation token not last")]
    public void Start_WithGrain_IsRefused(Type grain, string fault) => Refused(fault, grain, typeof(MutableMessage), typeof(ListMessage));

    [Fact]
    public void Start_WithFaults_ListsThemAll()
    {
        var error = Assert.Throws<OrleansConfigurationException>(() => ClusterOf([typeof(NumberGrain), typeof(ListGrain)]));

        Assert.Contains("INumberGrain", error.Message);
        Assert.Contains("IListGrain", error.Message);
    }

    private static void Refused(string fault, params Type[] types) =>
        Assert.Contains(fault, Assert.Throws<OrleansConfigurationException>(() => ClusterOf([.. types])).Message);

    private static GrainCluster ClusterOf(ImmutableArray<Type> types) => new(new GrainClusterOptions { Types = types });
}
