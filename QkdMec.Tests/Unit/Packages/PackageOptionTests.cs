using QkdMec.Gateway.Hosting;
using QkdMec.Gateway.Packages;

namespace QkdMec.Tests.Unit.Packages;

/// <summary>Does an operator who allows sources of packages say so, and is what says nothing refused?</summary>
public sealed class PackageOptionTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("qkdmec-packages-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Fact]
    public void Sources_StandInTheDirectory()
    {
        Assert.Empty(new GatewayDirectory(directory).Complete(new GatewayOptions()).Packages.Sources);
        Write("""{ "sources": ["https://packages.example/edge/", "http://127.0.0.1:8000/"] }""");
        var options = new GatewayDirectory(directory).Complete(new GatewayOptions());
        Assert.Equal([new Uri("https://packages.example/edge/"), new Uri("http://127.0.0.1:8000/")], options.Packages.Sources);
        Assert.Empty(options.FindFaults());
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"sources":null}""")]
    [InlineData("""{"sources":[7]}""")]
    [InlineData("""{"sources":["packages/"]}""")]
    [InlineData("""{"sources":[],"more":1}""")]
    public void Directory_WithABrokenFile_SaysSo(string json)
    {
        Write(json);
        Assert.Throws<InvalidDataException>(() => new GatewayDirectory(directory).Complete(new GatewayOptions()));
    }

    [Theory]
    [InlineData("ftp://packages.example/")]
    [InlineData("https://packages.example/edge")]
    [InlineData("https://user:word@packages.example/")]
    [InlineData("https://packages.example/?a=b")]
    [InlineData("https://packages.example/#a")]
    public void Source_ThatIsNoPrefix_IsAFault(string source) =>
        Assert.Contains("ends in a slash", Assert.Single(new GatewayOptions { Packages = new PackageOptions { Sources = [new Uri(source)] } }.FindFaults()), StringComparison.Ordinal);

    [Fact]
    public void Limits_OutOfTheirRange_AreFaults()
    {
        Assert.Single(new PackageOptions { FetchWithin = TimeSpan.FromSeconds(2.1) }.FindFaults());
        Assert.Single(new PackageOptions { FetchWithin = TimeSpan.Zero }.FindFaults());
        Assert.Single(new PackageOptions { MaxBytes = 0 }.FindFaults());
    }

    private void Write(string json) => File.WriteAllText(Path.Combine(directory, "packages.json"), json);
}
