using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using QkdMec.Client.Access;
using QkdMec.Client.Saes;
using QkdMec.Client.Saes.Grpc;
using QkdMec.Gateway.Access;
using QkdMec.Gateway.Hosting;
using QkdMec.Protocols.Access;
using QkdMec.Protocols.SecurityContexts;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Wire.Access.Grpc;

/// <summary>gRPC on the listener of a gateway that others reach: TLS, its certificate, and tokens.</summary>
public sealed class GrpcTlsTests : IAsyncLifetime
{
    private readonly string directory = Directory.CreateTempSubdirectory("qkdmec-grpc-tls-").FullName;
    private readonly X509Certificate2 certificate = TestCertificates.Make("gateway");
    private readonly X509Certificate2 other = TestCertificates.Make("other");
    private readonly string token = AccessTokenText.New();
    private WebApplication app = null!;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var tokens = Path.Combine(directory, AccessTokenFile.Name);
        AccessTokenFile.Change(tokens, list => list with { Tokens = [new AccessToken { Client = "c", Sha256 = AccessTokenText.HashOf(token), Roles = [AccessRoles.Device] }] });
        var options = new GatewayOptions
        {
            Address = new Uri("https://0.0.0.0:0"), PublicBaseAddress = new Uri("https://localhost:8443"), Tls = TestCertificates.Write(certificate, directory),
            Access = new AccessOptions { TokenFile = tokens },
        };
        app = GatewayApplication.Build(options, NoGrains.Create());
        await app.StartAsync(Stop);
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        certificate.Dispose();
        other.Dispose();
        Directory.Delete(directory, recursive: true);
    }

    [Fact]
    public async Task Gateway_OfHttps_ServesGrpcWhereItListens()
    {
        Assert.Equal(SecurityContextProblems.UnknownContext, await AskAsync(token, certificate));
        Assert.Equal(AccessProblems.Unauthorised, await AskAsync(null, certificate));
        Assert.Equal(AccessProblems.Unauthorised, await AskAsync(AccessTokenText.New(), certificate));
    }

    [Fact]
    public async Task Gateway_ThatNobodyVouchesFor_IsNotSpokenTo() => Assert.Equal(ChannelAnswer.Unreachable, await AskAsync(token, other));

    private async Task<string> AskAsync(string? shown, X509Certificate2 trusted)
    {
        using var edge = new GrpcEdge(new Uri($"https://localhost:{new Uri(app.Urls.Single()).Port}"), shown is null ? null : TokenSource.Of(shown), [trusted]);

        // A context's id cannot have this form, so that no grain is asked.
        var channel = new GrpcHostChannel(edge, "https://localhost/functions/v1/edge/edge-1/-+-", new ChannelLimits(TimeSpan.FromMinutes(1)) { AgreeWithin = TimeSpan.FromMinutes(1) });
        return (await channel.NegotiateAsync(new NegotiationRequest("sae", ["A256GCM"]), "", Stop)).Code;
    }
}
