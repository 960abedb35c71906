using System.Collections.Immutable;
using System.Runtime.InteropServices;
using QkdMec.Grains.Hosting;
using QkdMec.Grains.SecurityContexts;

namespace QkdMec.Gateway.Functions;

/// <summary>Has the host run the function: ciphertext in, ciphertext out.</summary>
internal static class InvocationOperation
{
    /// <summary>Hands over a message of at most <see cref="QkdMec.Protocols.Jose.MessageLimits.MaxMessageBytes"/>, which is not changed from now on.</summary>
    public static async Task<FunctionAnswer<ImmutableArray<byte>>> RunAsync(FunctionCall call, byte[] message)
    {
        // Whether the client still waits does not matter to the function: it runs once, to its end.
        var request = new SealedRequest(ImmutableCollectionsMarshal.AsImmutableArray(message), call.TraceId);
        var outcome = await InvokeAsync(call, request);
        return outcome.Status == InvocationStatus.Sealed
            ? FunctionAnswer.Of(outcome.SealedResult)
            : FunctionAnswer.Refused<ImmutableArray<byte>>(FunctionProblems.CodeOf(outcome.Status));
    }

    /// <summary>Only a call that no grain had says that the function did not run. Whatever else went wrong, such as a silo that died, may have come after it did.</summary>
    private static async Task<InvocationOutcome> InvokeAsync(FunctionCall call, SealedRequest request)
    {
        try
        {
            return await call.WaitAsync(call.Context.InvokeAsync(request, CancellationToken.None), call.Limits.InvokeWithin);
        }
        catch (OrleansException fault) when (!CallRefusals.WasNotTaken(fault))
        {
            return new InvocationOutcome(InvocationStatus.OutcomeLost, []);
        }
    }
}
