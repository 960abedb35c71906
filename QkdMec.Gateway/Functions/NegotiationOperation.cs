using QkdMec.Grains.Identity;
using QkdMec.Grains.SecurityContexts;
using QkdMec.Protocols.SecurityContexts;

namespace QkdMec.Gateway.Functions;

/// <summary>Offers cipher suites to the host.</summary>
internal static class NegotiationOperation
{
    public static async Task<FunctionAnswer<NegotiationAnswer>> RunAsync(FunctionCall call, NegotiationRequest request)
    {
        if (!IsWellFormed(request))
        {
            return FunctionAnswer.Refused<NegotiationAnswer>(SecurityContextProblems.Malformed);
        }

        var offer = new CipherSuiteOffer(SaeId.Parse(request.SaeId), [.. request.CipherSuites], call.TraceId);
        var outcome = await call.WaitAsync(call.Context.NegotiateAsync(offer, CancellationToken.None), call.Limits.NegotiateWithin);
        return outcome.Status == NegotiationStatus.Chosen
            ? FunctionAnswer.Of(new NegotiationAnswer(outcome.Sae.Value, outcome.CipherSuite, outcome.KeyBits, outcome.Generation))
            : FunctionAnswer.Refused<NegotiationAnswer>(FunctionProblems.CodeOf(outcome.Status));
    }

    private static bool IsWellFormed(NegotiationRequest request) =>
        Names.IsValid(request.SaeId)
        && request.CipherSuites is { Count: > 0 and <= CipherSuite.MaxOffered }
        && request.CipherSuites.All(CipherSuite.IsName);
}
