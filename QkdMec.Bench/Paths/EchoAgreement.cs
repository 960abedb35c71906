using Microsoft.Extensions.Logging.Abstractions;
using QkdMec.Bench.Running;
using QkdMec.Bench.Servers;
using QkdMec.Client.Saes;
using QkdMec.Protocols.Qkd014Clients;
using QkdMec.Protocols.SecurityContexts;
using QkdMec.Protocols.Steps;

namespace QkdMec.Bench.Paths;

/// <summary>Agrees keys with the MEC host, with the code of the client perimeter.</summary>
internal sealed class EchoAgreement : IDisposable
{
    private static readonly TimeSpan InvokeWithin = TimeSpan.FromSeconds(10);

    private readonly EdgeConnection edge = new();
    private readonly Qkd014Client keys;

    /// <summary>Connects to the client's KME.</summary>
    public EchoAgreement(OursServer ours) => keys = new Qkd014Client(new Qkd014ClientOptions
    {
        Kme = new Uri($"https://{ours.ClientKme.Host}"),
        Certificate = ours.ClientKme.Certificate!,
        Authorities = [ours.ClientKme.Authority!],
    });

    /// <summary>The client's end of a security context, with its first key.</summary>
    public async Task<ClientSession> AgreeAsync(string referenceUri)
    {
        var segments = new Uri(referenceUri).AbsolutePath.Split('/');
        var session = new ClientSession(new ContextIdentity(segments[^1], BenchScenario.EchoApp, $"{segments[^3]}/{segments[^2]}"));
        var sae = new SaeOptions { Sae = BenchScenario.ClientSae, Keys = keys };
        var agreement = new KeyAgreement(sae, new HostChannel(edge, referenceUri, new ChannelLimits(InvokeWithin)), session, TimeProvider.System);
        var trail = new StepTrail(TraceParent.NewTraceId(), TimeProvider.System, NullLogger.Instance);
        var outcome = await agreement.AgreeAsync(trail, CancellationToken.None);
        return outcome.Status == RekeyStatus.Keyed ? session : throw new BenchException($"no key for a security context: {outcome.Status}");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        keys.Dispose();
        edge.Dispose();
    }
}
