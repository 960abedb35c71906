using QkdMec.Gateway.Access;
using QkdMec.Gateway.Hosting;
using QkdMec.Protocols.Access;

namespace QkdMec.Tests.Wire.Access;

/// <summary>What must be there before a gateway listens where others reach it?</summary>
public sealed class ExposureTests : IDisposable
{
    private readonly string directory = Directory.CreateTempSubdirectory("qkdmec-exposure-").FullName;

    public void Dispose() => Directory.Delete(directory, recursive: true);

    [Theory]
    [InlineData("http://127.0.0.1:8080", "")]
    [InlineData("http://localhost:8080", "")]
    [InlineData("http://edge.example:8080", "must be that of an interface")]
    [InlineData("ftp://127.0.0.1", "must begin with http:// or https://")]
    [InlineData("https://127.0.0.1:8080", "there is no certificate")]
    [InlineData("http://0.0.0.0:8080", "is plain HTTP and others reach it")]
    [InlineData("http://192.0.2.1:8080", "there is no authentication: add a token")]
    [InlineData("http://[::]:8080", "give the public base address")]
    public void Address_Alone(string address, string fault) => AssertFault(fault, new GatewayOptions { Address = new Uri(address) });

    [Theory]
    [InlineData("https://0.0.0.0:8080", "https://edge.example", "")]
    [InlineData("https://0.0.0.0:8080", null, "give the public base address")]
    [InlineData("https://0.0.0.0:8080", "http://edge.example", "public base address http://edge.example/ must be https")]
    [InlineData("https://192.0.2.1:8080", null, "")]
    [InlineData("https://127.0.0.1:8080", null, "")]
    [InlineData("http://127.0.0.1:8080", null, "is plain HTTP and there is a certificate")]
    public void Address_WithCertificateAndTokens(string address, string? publicBase, string fault)
    {
        WriteTokens();
        using var certificate = TestCertificates.Make("gateway");
        AssertFault(fault, new GatewayOptions
        {
            Address = new Uri(address), PublicBaseAddress = publicBase is null ? null : new Uri(publicBase), Tls = TestCertificates.Write(certificate, directory), Access = WithFile(),
        });
    }

    [Theory]
    [InlineData("http://0.0.0.0:8080", "https://edge.example", true, "")]
    [InlineData("http://127.0.0.1:8080", "https://edge.example", true, "")]
    [InlineData("http://127.0.0.1:8080", "https://edge.example", false, "there is no authentication")]
    [InlineData("http://127.0.0.1:8080", null, true, "give the public base address")]
    [InlineData("http://127.0.0.1:8080", "http://edge.example", true, "must be https")]
    public void Address_BehindAProxy(string address, string? publicBase, bool hasTokens, string fault)
    {
        if (hasTokens)
        {
            WriteTokens();
        }

        AssertFault(fault, new GatewayOptions
        {
            Address = new Uri(address), PublicBaseAddress = publicBase is null ? null : new Uri(publicBase), IsBehindProxy = true, Access = WithFile(),
        });
    }

    [Theory]
    [InlineData("{", "cannot be used")]
    [InlineData("""{"tokens":[{"client":"a b","sha256":"00","roles":["device"]}]}""", "'a b' cannot name a client")]
    [InlineData("""{"tokens":[{"client":"a","sha256":"00","roles":["device"]}]}""", "has no SHA-256")]
    [InlineData("""{"tokens":[],"more":1}""", "cannot be used")]
    [InlineData("""{}""", "cannot be used")]
    public void Tokens_ThatCannotBeUsed(string json, string fault)
    {
        QkdMec.Protocols.Files.PrivateFile.Replace(TokenFile, System.Text.Encoding.UTF8.GetBytes(json));
        AssertFault(fault, new GatewayOptions { Access = WithFile() });
    }

    [Fact]
    public void Files_ThatOthersCanRead()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("file modes are Unix's");
            return;
        }

        WriteTokens();
        using var certificate = TestCertificates.Make("gateway");
        var files = TestCertificates.Write(certificate, directory);
        File.SetUnixFileMode(TokenFile, UnixFileMode.UserRead | UnixFileMode.OtherRead);
        AssertFault("says who may use the gateway and others can read or write it: chmod 600 it", new GatewayOptions { Access = WithFile() });
        File.SetUnixFileMode(files.Key, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        AssertFault("holds a private key and others can read or write it", new GatewayOptions { Address = new Uri("https://127.0.0.1:8080"), Tls = files });
    }

    [Theory]
    [InlineData("http://login.example", "aud", 30, "must be an https address")]
    [InlineData("login", "aud", 30, "must be an https address")]
    [InlineData("https://login.example/?realm=1", "aud", 30, "must be an https address")]
    [InlineData("https://login.example", " ", 30, "needs an audience")]
    [InlineData("https://login.example", "aud", 301, "clock skew at most 5 min")]
    [InlineData("https://login.example", "aud", -1, "times must be positive")]
    [InlineData("https://login.example", "aud", 0, "")]
    public void Provider_ThatCannotBeUsed(string issuer, string audience, int skew, string fault) => AssertFault(
        fault, new GatewayOptions { Access = new AccessOptions { OpenId = new OpenIdOptions { Issuer = issuer, Audience = audience, ClockSkew = TimeSpan.FromSeconds(skew) } } });

    [Theory]
    [InlineData("HS256")]
    [InlineData("none")]
    [InlineData("RS512")]
    public void Provider_WithAnotherAlgorithm(string algorithm) => AssertFault("may be signed with RS256, PS256, ES256, ES384 only", new GatewayOptions
    {
        Access = new AccessOptions { OpenId = new OpenIdOptions { Issuer = "https://login.example", Audience = "aud", Algorithms = ["RS256", algorithm] } },
    });

    [Fact]
    public void Directory_GivesWhatStandsInIt()
    {
        using var certificate = TestCertificates.Make("gateway");
        var files = TestCertificates.Write(certificate, directory);
        File.WriteAllText(Path.Combine(directory, "openid.json"), """{"issuer":"https://login.example","audience":"edge","rolesClaim":"realm_access.roles","clockSkewSeconds":5}""");
        var options = new GatewayDirectory(directory).Complete(new GatewayOptions { Address = new Uri("https://127.0.0.1:8080") });

        Assert.Equal((files, TokenFile), (options.Tls, options.Access.TokenFile));
        var provider = options.Access.OpenId!;
        Assert.Equal(("https://login.example", "edge", "realm_access.roles", 5), (provider.Issuer, provider.Audience, provider.RolesClaim, provider.ClockSkew.TotalSeconds));
        Assert.Null(new GatewayDirectory(directory).Complete(new GatewayOptions()).Tls);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("""{"issuer":"https://login.example"}""")]
    [InlineData("""{"issuer":null,"audience":"edge"}""")]
    [InlineData("""{"issuer":"https://login.example","audience":"edge","secret":"s"}""")]
    [InlineData("""{"issuer":"https://login.example","audience":"edge","authorities":"/nowhere/ca.pem"}""")]
    public void Directory_WithABrokenProvider_SaysSo(string json)
    {
        File.WriteAllText(Path.Combine(directory, "openid.json"), json);
        Assert.Throws<InvalidDataException>(() => new GatewayDirectory(directory).Complete(new GatewayOptions()));
    }

    [Theory]
    [InlineData("http://127.0.0.1:8082", false, "")]
    [InlineData("http://192.0.2.1:8082", false, "is plain HTTP and others reach it: use a loopback address")]
    [InlineData("http://192.0.2.1:8082", true, "there is no authentication: add a token")]
    [InlineData("https://127.0.0.1:8082", false, "must begin with http://")]
    [InlineData("http://edge.example:8082", false, "must begin with http:// and be that of an interface")]
    public void PlainGrpc_IsForLoopbackAndProxies(string address, bool isBehindProxy, string fault) => AssertFault(
        GatewayApplication.HasGrpc || fault.Length > 0 ? fault : "this build has no gRPC", new GatewayOptions { PlainGrpcAddress = new Uri(address), IsBehindProxy = isBehindProxy });

    [Fact]
    public void PlainGrpc_NeedsABuildWithIt() => Assert.Equal(
        GatewayApplication.HasGrpc, !new GatewayOptions { PlainGrpcAddress = new Uri("http://127.0.0.1:8082") }.FindFaults().Any(fault => fault.Contains("no gRPC", StringComparison.Ordinal)));

    private string TokenFile => Path.Combine(directory, AccessTokenFile.Name);

    private AccessOptions WithFile() => new() { TokenFile = TokenFile };

    private void WriteTokens() => AccessTokenFile.Change(TokenFile, list => list);

    private static void AssertFault(string fault, GatewayOptions options)
    {
        var faults = options.FindFaults();
        Assert.True(fault.Length == 0 ? faults.IsEmpty : faults.Any(found => found.Contains(fault, StringComparison.Ordinal)), string.Join(Environment.NewLine, faults));
    }
}
