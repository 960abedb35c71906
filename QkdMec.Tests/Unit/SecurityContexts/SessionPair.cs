using System.Text;
using QkdMec.Protocols.Jose;
using QkdMec.Protocols.Secrets;
using QkdMec.Protocols.SecurityContexts;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Unit.SecurityContexts;

/// <summary>Both ends of one security context, with a clock that stands still.</summary>
internal sealed class SessionPair : IDisposable
{
    public const string ContextName = "0123456789abcdef0123456789abcdef";

    private readonly SeededEntropy entropy = new(7);
    private ulong lastInvocation;

    public SessionPair(HostSessionOptions? options = null, int firstGeneration = 7)
    {
        Host = new HostSession(Identity, options ?? new HostSessionOptions());
        Client = new ClientSession(Identity);
        Rekey(firstGeneration);
    }

    public static ContextIdentity Identity { get; } = new(ContextName, "cardio-risk", "edge/edge-1");

    public DateTimeOffset Now { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public HostSession Host { get; }

    public ClientSession Client { get; }

    /// <summary>Gives both ends the same fresh key.</summary>
    public void Rekey(long generation)
    {
        using var key = FreshKey();
        var transcript = TranscriptOf(generation);
        Host.Install(key, transcript, Now);
        Client.Install(key, transcript, Now);
    }

    public KeyMaterial FreshKey()
    {
        var key = new KeyMaterial("test", 32);
        entropy.Fill(key.Span);
        return key;
    }

    public static Transcript TranscriptOf(long generation) => new()
    {
        Offered = ["A256GCM"], Chosen = CipherSuite.Aes256Gcm, ClientSae = "sae-hospital", HostSae = "sae-edge-1",
        Generation = generation, KeyId = KeyIdOf(generation), Context = ContextName,
    };

    public static Guid KeyIdOf(long generation) => new((int)generation, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10);

    public SealedArguments Request(string arguments = """{"age":50}""") =>
        Client.Seal(new Guid((int)++lastInvocation, 0, 0, new byte[8]), Encoding.UTF8.GetBytes(arguments))!;

    public OpenedRequest Open(ReadOnlySpan<byte> message) => Host.Open(message, Now);

    /// <summary>Answers a request with its own arguments.</summary>
    public byte[] Echo(SealedArguments request, ResultStatus status = ResultStatus.Success)
    {
        using var opened = Open(request.Message);
        Assert.Equal(RequestRefusal.None, opened.Refusal);
        return Host.Seal(opened, status, opened.Arguments.Span);
    }

    public void Dispose()
    {
        Host.Dispose();
        Client.Dispose();
    }
}
