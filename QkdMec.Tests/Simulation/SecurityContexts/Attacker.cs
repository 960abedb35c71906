using QkdMec.Client.Saes;
using QkdMec.Embedded.Simulation;
using QkdMec.Protocols.SecurityContexts;

namespace QkdMec.Tests.Simulation.SecurityContexts;

/// <summary>Somebody on the line: records everything, and replays, re-orders, swaps, cuts and alters messages. He has no key.</summary>
internal sealed class Attacker(SecurityWire wire, Func<IReadOnlyList<WorldContext>> contexts, Action<string> count)
{
    private static readonly Attack[] Attacks = Enum.GetValues<Attack>();
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(12);

    private readonly List<(WorldContext Context, byte[] Message)> _requests = [];
    private readonly List<(WorldContext Context, byte[] Body)> _activations = [];
    private readonly List<byte[]> _results = [];

    private SeededRandom Random => wire.Simulation.Random;

    /// <summary>Keeps what passed.</summary>
    public void Record(WorldContext context, byte[] message, ChannelAnswer answer)
    {
        _requests.Add((context, message));
        if (answer.Code == ChannelAnswer.Ok)
        {
            _results.Add(answer.Body);
        }
    }

    /// <summary>Keeps the id of a key that was sent.</summary>
    public void RecordActivation(WorldContext context, byte[] body) => _activations.Add((context, body));

    /// <summary>Carries a request of the client his own way; returns what the client gets to see.</summary>
    public async Task<ChannelAnswer> CarryAsync(WorldContext context, byte[] message)
    {
        var attack = Attacks[Random.Below(Attacks.Length)];
        count($"attack {attack}");
        switch (attack)
        {
            case Attack.CopyAhead:
                await ForeignAsync(context, message);
                return await OwnAsync(context, message);
            case Attack.TruncateRequest:
                return await ForeignAsync(context, Tampering.Truncate(message, Random));
            case Attack.StripRequest:
                return await ForeignAsync(context, Tampering.Strip(message));
            case Attack.AlterRequest:
                return await ForeignAsync(context, Tampering.Alter(message, Random));
            case Attack.SwapContext:
                return await ForeignAsync(OtherThan(context), message);
            case Attack.Withhold:
                wire.Simulation.At(Random.Between(TimeSpan.Zero, Longest), () => wire.Simulation.Start(() => ForeignAsync(context, message)));
                return ChannelAnswer.Of(ChannelAnswer.Broken);
            case Attack.ForgeRefusal:
                wire.History.RunOnce.Touch(SecurityHistory.InvocationOf(message));
                _ = OwnAsync(context, message);
                return ChannelAnswer.Of(SecurityContextProblems.KeyUnknown);
            default:
                return Forge(attack, await OwnAsync(context, message));
        }
    }

    /// <summary>Sends something recorded, as it was or not, to where it belongs or elsewhere, several backwards.</summary>
    public async Task ReplayAsync()
    {
        var first = Math.Max(0, _requests.Count - 1 - Random.Below(40));
        foreach (var (context, message) in _requests.Skip(first).Take(1 + Random.Below(3)).Reverse().ToList())
        {
            var isElsewhere = Random.Chance(0.2);
            var answer = await ForeignAsync(
                isElsewhere ? OtherThan(context) : context, Random.Chance(0.2) ? Tampering.Alter(message, Random) : message);
            count($"replay {answer.Code}");
        }
    }

    /// <summary>Sends the id of a key again, as it was or for a generation of his own.</summary>
    public async Task ReplayActivationAsync(Func<WorldContext, byte[], Task<byte[]>> renew)
    {
        if (_activations.Count > 0)
        {
            var (context, body) = _activations[^(1 + Random.Below(Math.Min(6, _activations.Count)))];
            var sent = Random.Chance(0.3) ? body : await renew(context, body);
            var answer = await wire.PostAsync(context, "key", sent, isForeign: true);
            count($"replay of a key {answer.Code}");
        }
    }

    private ChannelAnswer Forge(Attack attack, ChannelAnswer answer)
    {
        if (answer.Code != ChannelAnswer.Ok)
        {
            return answer;
        }

        var others = _results.Where(result => result != answer.Body).ToList();
        return answer with
        {
            Body = attack switch
            {
                Attack.SwapResult => others.Count == 0 ? [] : others[Random.Below(others.Count)],
                Attack.TruncateResult => Tampering.Truncate(answer.Body, Random),
                Attack.StripResult => Tampering.Strip(answer.Body),
                _ => Tampering.Alter(answer.Body, Random),
            },
        };
    }

    private WorldContext OtherThan(WorldContext context)
    {
        var others = contexts().Where(other => other != context).ToList();
        return others[Random.Below(others.Count)];
    }

    private Task<ChannelAnswer> OwnAsync(WorldContext context, byte[] message) => wire.PostAsync(context, "invocations", message, isForeign: false);

    private Task<ChannelAnswer> ForeignAsync(WorldContext context, byte[] message) => wire.PostAsync(context, "invocations", message, isForeign: true);
}
