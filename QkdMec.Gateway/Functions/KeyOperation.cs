using Orleans.Storage;
using QkdMec.Grains.Identity;
using QkdMec.Grains.SecurityContexts;
using QkdMec.Protocols.SecurityContexts;

namespace QkdMec.Gateway.Functions;

/// <summary>Tells the host the id of the key that the client drew.</summary>
internal static class KeyOperation
{
    public static async Task<FunctionAnswer<bool>> RunAsync(FunctionCall call, KeyActivationRequest request)
    {
        if (!IsWellFormed(request))
        {
            return FunctionAnswer.Refused<bool>(SecurityContextProblems.Malformed);
        }

        var activation = new KeyActivation(SaeId.Parse(request.SaeId), request.CipherSuite, request.Generation, request.KeyId, call.TraceId);
        try
        {
            var outcome = await call.WaitAsync(call.Context.ActivateKeyAsync(activation, CancellationToken.None), call.Limits.ActivateWithin);
            return outcome == KeyActivationOutcome.Activated ? FunctionAnswer.Done : FunctionAnswer.Refused<bool>(FunctionProblems.CodeOf(outcome));
        }
        catch (InconsistentStateException)
        {
            // Another activation wrote last: this one wrote nothing, and what was negotiated with it is gone with it.
            return FunctionAnswer.Refused<bool>(SecurityContextProblems.NotNegotiated);
        }
    }

    private static bool IsWellFormed(KeyActivationRequest request) =>
        Names.IsValid(request.SaeId) && CipherSuite.IsName(request.CipherSuite) && request.Generation > 0 && request.KeyId != Guid.Empty;
}
