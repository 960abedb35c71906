using Microsoft.AspNetCore.Http;
using QkdMec.Grains.Identity;
using QkdMec.Grains.SecurityContexts;
using QkdMec.Protocols.SecurityContexts;

namespace QkdMec.Gateway.Functions;

/// <summary><c>POST …/key</c>.</summary>
internal static class KeyOperation
{
    public static async Task AnswerAsync(FunctionCall call)
    {
        var body = await RequestBody.ReadAsync(call.Http.Request, call.Limits.MaxDocumentBytes, call.Http.RequestAborted);
        if (body is null)
        {
            await FunctionProblems.WriteAsync(call.Http, SecurityContextProblems.TooLarge);
        }
        else if (RequestBody.Parse(body, SecurityContextJson.Default.KeyActivationRequest) is { } request && IsWellFormed(request))
        {
            await ActivateAsync(call, request);
        }
        else
        {
            await FunctionProblems.WriteAsync(call.Http, SecurityContextProblems.Malformed);
        }
    }

    private static bool IsWellFormed(KeyActivationRequest request) =>
        Names.IsValid(request.SaeId) && CipherSuite.IsName(request.CipherSuite) && request.Generation > 0 && request.KeyId != Guid.Empty;

    private static async Task ActivateAsync(FunctionCall call, KeyActivationRequest request)
    {
        var activation = new KeyActivation(SaeId.Parse(request.SaeId), request.CipherSuite, request.Generation, request.KeyId, call.TraceId);
        var outcome = await call.WaitAsync(call.Context.ActivateKeyAsync(activation, CancellationToken.None), call.Limits.ActivateWithin);
        if (outcome == KeyActivationOutcome.Activated)
        {
            call.Http.Response.StatusCode = StatusCodes.Status204NoContent;
            return;
        }

        await FunctionProblems.WriteAsync(call.Http, FunctionProblems.CodeOf(outcome));
    }
}
