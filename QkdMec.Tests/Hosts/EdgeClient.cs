using System.Collections.Immutable;
using System.Text;
using QkdMec.Grains.Identity;
using QkdMec.Grains.SecurityContexts;
using QkdMec.Protocols.SecurityContexts;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Hosts;

/// <summary>A client's SAE that talks to the grain instead of a gateway.</summary>
internal sealed class EdgeClient(EdgeHostParts parts, ISecurityContextGrain grain, string context) : IDisposable
{
    public const string Sae = "sae-hospital";
    public const string TraceId = "0af7651916cd43dd8448eb211c80319c";

    private int lastInvocation;

    public ClientSession Session { get; } = new(new ContextIdentity(context, "echo", "edge/edge-1"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public Task BindAsync(string function = "echo") =>
        grain.BindAsync(new SecurityContextBinding(ContextId.Parse(context), "echo", function), Token);

    public Task<NegotiationOutcome> NegotiateAsync(params string[] suites) =>
        grain.NegotiateAsync(new CipherSuiteOffer(SaeId.Parse(Sae), [.. suites], TraceId), Token);

    /// <summary>Negotiates, draws a key and activates it at the host; installs it here when <paramref name="install"/>.</summary>
    public async Task<(KeyActivationOutcome Outcome, KeyActivation Activation)> RekeyAsync(bool install = true)
    {
        var chosen = await NegotiateAsync("A256GCM");
        using var answer = await parts.Keys.Of(Sae).DrawAsync(chosen.Sae.Value, chosen.KeyBits, Token);
        using var key = answer.TakeKey();
        var activation = new KeyActivation(SaeId.Parse(Sae), chosen.CipherSuite, chosen.Generation, answer.KeyId, TraceId);
        var outcome = await grain.ActivateKeyAsync(activation, Token);
        if (install && outcome == KeyActivationOutcome.Activated)
        {
            Session.Install(key, new Transcript
            {
                Offered = ["A256GCM"], Chosen = CipherSuite.Aes256Gcm, ClientSae = Sae, HostSae = chosen.Sae.Value,
                Generation = chosen.Generation, KeyId = answer.KeyId, Context = context,
            }, parts.Clock.GetUtcNow());
        }

        return (outcome, activation);
    }

    public SealedArguments Seal(string arguments = """{"x":1}""", Guid? invocation = null) =>
        Session.Seal(invocation ?? new Guid(++lastInvocation, 1, 1, new byte[8]), Encoding.UTF8.GetBytes(arguments))!;

    public Task<InvocationOutcome> SendAsync(SealedArguments request) => SendAsync(request.Message);

    public Task<InvocationOutcome> SendAsync(byte[] message) =>
        grain.InvokeAsync(new SealedRequest([.. message], TraceId), Token);

    public string OpenText(SealedArguments request, ImmutableArray<byte> message)
    {
        using var result = Session.Open(request, message.AsSpan());
        Assert.Equal(ResultRefusal.None, result.Refusal);
        return Encoding.UTF8.GetString(result.Result!.Span);
    }

    public void Dispose() => Session.Dispose();
}
