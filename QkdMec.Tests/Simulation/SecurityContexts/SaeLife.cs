using Microsoft.Extensions.Logging.Abstractions;
using QkdMec.Client.Saes;
using QkdMec.Protocols.Qkd014Clients;
using QkdMec.Protocols.SecurityContexts;

namespace QkdMec.Tests.Simulation.SecurityContexts;

/// <summary>The client perimeter's SAE in one life of its process: the product's own, on the world's wire.</summary>
internal sealed class SaeLife(IKeyClient keys, SecurityWire wire, TimeProvider clock)
{
    public const string Sae = "sae-hospital";

    private const string TraceId = "0af7651916cd43dd8448eb211c80319c";

    private readonly Dictionary<string, SecureContext> _contexts = new(StringComparer.Ordinal);
    private readonly SaeOptions _options = new()
    {
        Sae = Sae,
        Keys = keys,
        Policy = new KeyPolicy
        {
            Refresh = new KeyLimits(TimeSpan.FromSeconds(15), 20, 32 * 1024),
            Maximum = new KeyLimits(TimeSpan.FromSeconds(40), 40, 64 * 1024),
        },
    };

    private long _next;

    /// <summary>Runs the function of a context.</summary>
    public async Task<InvocationAnswer> InvokeAsync(WorldContext context, long invocation)
    {
        if (!_contexts.TryGetValue(context.Place, out var secure))
        {
            var parts = new SecureContextParts(_options, new ClientLine(context, wire, clock), context.MayRunTwice, clock, NullLogger.Instance)
            {
                NewInvocation = () => SecurityHistory.InvocationId(_next),
            };
            _contexts.Add(context.Place, secure = new SecureContext(parts, new ClientSession(context.Identity)));
        }

        // The SAE takes the id at once, before anything else can set the next.
        _next = invocation;
        var trail = secure.IsSampled() ? new StepTrail(TraceId, clock, NullLogger.Instance) : null;
        var answer = await secure.InvokeAsync(ScriptedRuntime.ArgumentsOf(invocation, context), TraceId, trail, CancellationToken.None);
        if (trail is not null)
        {
            secure.Report(trail);
        }

        return answer;
    }
}
