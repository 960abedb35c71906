using System.Text.Json;
using QkdMec.Protocols.Access;
using QkdMec.Protocols.Qkd014Clients;
using QkdMec.Protocols.SecurityContexts;
using QkdMec.Protocols.Steps;

namespace QkdMec.Client.Saes;

/// <summary>The client's part of figure 5: offer suites, draw a key, send its id, keep the key.</summary>
internal sealed class KeyAgreement(SaeOptions sae, IHostChannel channel, ClientSession session, TimeProvider time)
{
    /// <summary>Agrees a fresh key and installs it.</summary>
    public async Task<RekeyOutcome> AgreeAsync(StepTrail trail, CancellationToken cancellationToken)
    {
        var outcome = await TryAgreeAsync(trail, cancellationToken);

        // Another negotiation came between: once more with a generation that is current.
        return outcome ?? await TryAgreeAsync(trail, cancellationToken) ?? new RekeyOutcome(RekeyStatus.KmeUnavailable);
    }

    private async Task<RekeyOutcome?> TryAgreeAsync(StepTrail trail, CancellationToken cancellationToken)
    {
        var offered = await channel.NegotiateAsync(new NegotiationRequest(sae.Sae, sae.CipherSuites), trail.TraceId, cancellationToken);
        trail.Add(KnownSteps.CipherSuitesOffered, Outcome(offered.Code));
        if (offered.Code != ChannelAnswer.Ok)
        {
            return Failure(offered);
        }

        if (ReadChoice(offered.Body) is not { } choice || CipherSuite.Find(choice.CipherSuite) is not { } suite)
        {
            return new RekeyOutcome(RekeyStatus.NoCommonSuite);
        }

        using var drawn = await sae.Keys.DrawAsync(choice.SaeId, suite.KeyBits, cancellationToken);
        trail.Add(KnownSteps.KeyDrawn, drawn.Status == KeyAnswerStatus.Delivered ? StepOutcomes.Ok : StepOutcomes.Failed);
        return drawn.Status == KeyAnswerStatus.Delivered
            ? await ActivateAsync(drawn, choice, suite, trail, cancellationToken)
            : Failure(drawn);
    }

    /// <summary>The host must hold the key before the first request under it.</summary>
    private async Task<RekeyOutcome?> ActivateAsync(
        KeyAnswer drawn, NegotiationAnswer choice, CipherSuite suite, StepTrail trail, CancellationToken cancellationToken)
    {
        using var key = drawn.TakeKey();
        if (key.Length * 8 != suite.KeyBits)
        {
            return new RekeyOutcome(RekeyStatus.KeyRefused);
        }

        var request = new KeyActivationRequest(sae.Sae, suite.Name, choice.Generation, drawn.KeyId);
        var activated = await channel.ActivateAsync(request, trail.TraceId, cancellationToken);
        trail.Add(KnownSteps.KeyIdSent, Outcome(activated.Code));
        if (activated.Code is SecurityContextProblems.StaleGeneration or SecurityContextProblems.NotNegotiated)
        {
            return null;
        }

        if (activated.Code != ChannelAnswer.Ok)
        {
            return Failure(activated);
        }

        var isKept = session.Install(key, TranscriptOf(choice, suite, drawn.KeyId), time.GetUtcNow());
        trail.Add(KnownSteps.ClientKeyStored, isKept ? StepOutcomes.Ok : StepOutcomes.Failed);
        return new RekeyOutcome(isKept ? RekeyStatus.Keyed : RekeyStatus.ContextGone);
    }

    private Transcript TranscriptOf(NegotiationAnswer choice, CipherSuite suite, Guid keyId) => new()
    {
        Offered = sae.CipherSuites, Chosen = suite, ClientSae = sae.Sae, HostSae = choice.SaeId,
        Generation = choice.Generation, KeyId = keyId, Context = session.Identity.Context,
    };

    /// <summary>The choice must be one of the offer, with the length that the suite has.</summary>
    private NegotiationAnswer? ReadChoice(byte[] json)
    {
        try
        {
            var choice = JsonSerializer.Deserialize(json, SecurityContextJson.Default.NegotiationAnswer);
            return choice is not null && sae.CipherSuites.Contains(choice.CipherSuite)
                && choice.KeyBits == CipherSuite.Find(choice.CipherSuite)?.KeyBits && choice.Generation > session.Generation
                ? choice
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Outcome(string code) => StepOutcomes.IsValid(code) ? code : StepOutcomes.Failed;

    private static RekeyOutcome Failure(ChannelAnswer answer) => new(
        answer.Code switch
        {
            SecurityContextProblems.UnknownContext or SecurityContextProblems.ContextMoved => RekeyStatus.ContextGone,
            SecurityContextProblems.NoCommonSuite => RekeyStatus.NoCommonSuite,
            AccessProblems.Unauthorised or AccessProblems.Forbidden => RekeyStatus.NotAdmitted,
            SecurityContextProblems.KeyNotFound => RekeyStatus.KeyRefused,
            SecurityContextProblems.KmeUnavailable or SecurityContextProblems.RateLimited => RekeyStatus.KmeUnavailable,
            _ => RekeyStatus.EdgeUnreachable,
        },
        answer.RetryAfter);

    private static RekeyOutcome Failure(KeyAnswer answer) => new(
        answer.Status switch
        {
            KeyAnswerStatus.Exhausted => RekeyStatus.KeyShortage,
            KeyAnswerStatus.Unavailable => RekeyStatus.KmeUnavailable,
            _ => RekeyStatus.KeyRefused,
        },
        answer.RetryAfter);
}
