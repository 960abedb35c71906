using System.Text.Json;
using QkdMec.Grains.Identity;
using QkdMec.Grains.SecurityContexts;
using QkdMec.Protocols.SecurityContexts;

namespace QkdMec.Gateway.Functions;

/// <summary><c>POST …/negotiation</c>.</summary>
internal static class NegotiationOperation
{
    public static async Task AnswerAsync(FunctionCall call)
    {
        var body = await RequestBody.ReadAsync(call.Http.Request, call.Limits.MaxDocumentBytes, call.Http.RequestAborted);
        if (body is null)
        {
            await FunctionProblems.WriteAsync(call.Http, SecurityContextProblems.TooLarge);
        }
        else if (RequestBody.Parse(body, SecurityContextJson.Default.NegotiationRequest) is { } request && IsWellFormed(request))
        {
            await NegotiateAsync(call, request);
        }
        else
        {
            await FunctionProblems.WriteAsync(call.Http, SecurityContextProblems.Malformed);
        }
    }

    private static bool IsWellFormed(NegotiationRequest request) =>
        Names.IsValid(request.SaeId)
        && request.CipherSuites is { Count: > 0 and <= CipherSuite.MaxOffered }
        && request.CipherSuites.All(CipherSuite.IsName);

    private static async Task NegotiateAsync(FunctionCall call, NegotiationRequest request)
    {
        var offer = new CipherSuiteOffer(SaeId.Parse(request.SaeId), [.. request.CipherSuites], call.TraceId);
        var outcome = await call.WaitAsync(call.Context.NegotiateAsync(offer, CancellationToken.None), call.Limits.NegotiateWithin);
        if (outcome.Status != NegotiationStatus.Chosen)
        {
            await FunctionProblems.WriteAsync(call.Http, FunctionProblems.CodeOf(outcome.Status));
            return;
        }

        var answer = new NegotiationAnswer(outcome.Sae.Value, outcome.CipherSuite, outcome.KeyBits, outcome.Generation);
        var json = JsonSerializer.SerializeToUtf8Bytes(answer, SecurityContextJson.Default.NegotiationAnswer);
        call.Http.Response.ContentType = "application/json";
        call.Http.Response.ContentLength = json.Length;
        await call.Http.Response.Body.WriteAsync(json, call.Http.RequestAborted);
    }
}
