using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using System.Text;
using System.Text.Json;
using QkdMec.Grains.Identity;
using QkdMec.Grains.SecurityContexts;
using QkdMec.Protocols.Jose;
using QkdMec.Protocols.SecurityContexts;
using QkdMec.Tests.Simulation.Checkers;

namespace QkdMec.Tests.Simulation.SecurityContexts;

/// <summary>What both ends of all contexts did, held against the rules as it happens. What breaks one inside a grain is kept and thrown outside.</summary>
internal sealed class SecurityHistory(Action<string> count)
{
    /// <summary>How long the host end remembers an invocation; the default of its options.</summary>
    private static readonly TimeSpan Memory = new SecurityContextOptions().RememberInvocationsFor;

    private readonly SealingChecker _sealing = new();
    private readonly ActivationChecker _activations = new();
    private readonly Dictionary<long, (SealedNote Request, byte[] Answer)> _answers = [];
    private readonly Dictionary<string, int> _keys = [];
    private readonly ConditionalWeakTable<object, object> _numbers = [];
    private RuleBrokenException? _broken;
    private int _activationsSeen;

    public List<Exchange> Exchanges { get; } = [];

    public RunOnceChecker RunOnce { get; } = new(Memory);

    /// <summary>How many keys the host said it holds for a context.</summary>
    public int KeysOf(WorldContext context) => _keys.GetValueOrDefault(context.Place);

    public long HighestGenerationOf(WorldContext context) => _activations.HighestOf(context.Place);

    public Exchange NewExchange(WorldContext context, byte[] body, bool isForeign)
    {
        Exchanges.Add(new Exchange(Exchanges.Count, context, body, isForeign));
        return Exchanges[^1];
    }

    /// <summary>A number for one object of a grain.</summary>
    public int NumberOf(object grain) => (int)_numbers.GetValue(grain, _ => (object)++_activationsSeen);

    /// <summary>The client's SAE sends a request for <paramref name="context"/>.</summary>
    public void Sent(WorldContext context, byte[] message) => Watch(() => _sealing.Send(NoteOf(message, context)));

    public void Negotiated(Exchange exchange, NegotiationOutcome outcome)
    {
        count($"negotiation {outcome.Status}");
        Expect(exchange, outcome.Status != NegotiationStatus.UnknownContext);
    }

    public void Activated(Exchange exchange, KeyActivationOutcome outcome, long above)
    {
        count($"activation {outcome}");
        Expect(exchange, outcome != KeyActivationOutcome.UnknownContext);
        if (outcome == KeyActivationOutcome.Activated)
        {
            _keys[exchange.Context.Place] = KeysOf(exchange.Context) + 1;
            var request = JsonSerializer.Deserialize(exchange.Body, SecurityContextJson.Default.KeyActivationRequest)!;
            Watch(() => _activations.Activate(exchange.Context.Place, request.KeyId, request.Generation, above));
        }
    }

    public void Invoked(Exchange exchange, InvocationOutcome outcome)
    {
        count($"invocation {outcome.Status}");
        Expect(exchange, outcome.Status != InvocationStatus.UnknownContext);
        if (outcome.Status == InvocationStatus.Sealed)
        {
            Opened(exchange);
            Watch(() => _sealing.Seal(NoteOf([.. outcome.SealedResult], exchange.Context)));
        }
    }

    /// <summary>The host opened a request: the function runs on its arguments, or its result is there.</summary>
    public void Opened(Exchange exchange)
    {
        if (!exchange.IsOpened)
        {
            exchange.IsOpened = true;
            var header = HeaderOf(exchange.Body);
            Watch(() => _sealing.AcceptRequest(header.KeyId, header.Sequence, TextOf(exchange.Body), exchange.Context.Place, exchange.Context.App));
        }
    }

    /// <summary>A function got clear arguments.</summary>
    public void Started(Exchange exchange, ScriptedRuntime.Arguments arguments, HostId host, string function, DateTimeOffset now)
    {
        Opened(exchange);
        Watch(() =>
        {
            if (exchange.IsForeign)
            {
                RunOnce.Touch(arguments.Invocation);
            }

            if (arguments.Place != exchange.Context.Place || exchange.Context.Id.Host != host || function != WorldContext.FunctionOf(arguments.App))
            {
                throw new RuleBrokenException(5, $"arguments for {arguments.App} at {arguments.Place} reached {function} on {host}");
            }

            RunOnce.Run(arguments.Invocation, exchange.Activation, now);
        });
    }

    /// <summary>What came back to the client's SAE as the answer to a request.</summary>
    public void Answered(WorldContext context, byte[] message, byte[] answer) =>
        _answers[InvocationOf(message)] = (NoteOf(message, context), answer);

    /// <summary>The client's SAE opened the last answer to an invocation.</summary>
    public void Accepted(long invocation)
    {
        var (request, answer) = _answers[invocation];
        Watch(() => _sealing.AcceptResult(request, HeaderOf(answer).Sequence, TextOf(answer)));
    }

    /// <summary>Runs a check and keeps its complaint.</summary>
    public void Watch(Action check)
    {
        try
        {
            check();
        }
        catch (RuleBrokenException broken)
        {
            _broken ??= broken;
        }
    }

    /// <summary>Throws the first complaint.</summary>
    public void Demand()
    {
        if (_broken is not null)
        {
            ExceptionDispatchInfo.Throw(_broken);
        }
    }

    public static Guid InvocationId(long invocation) => new((int)invocation, 7, 7, new byte[8]);

    public static long InvocationOf(byte[] message) => BitConverter.ToInt32(HeaderOf(message).Invocation.ToByteArray());

    public static MessageHeader HeaderOf(byte[] message) =>
        SealedMessage.TryParse(message, out var parsed) ? parsed.Header : throw new RuleBrokenException(5, "what is no message was accepted");

    /// <summary>A context that was bound is there until somebody wants it closed.</summary>
    private void Expect(Exchange exchange, bool isThere)
    {
        if (!isThere && !exchange.Context.IsClosing)
        {
            Watch(() => throw new RuleBrokenException(6, $"{exchange.Context.Place} was bound and is gone"));
        }
    }

    private static SealedNote NoteOf(byte[] message, WorldContext context)
    {
        var header = HeaderOf(message);
        return new SealedNote(
            header.KeyId, header.Direction, header.Sequence, context.Place, context.App, TextOf(message), header.RequestSequence);
    }

    private static string TextOf(byte[] message) => Encoding.ASCII.GetString(message);
}
