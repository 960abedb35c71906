using Microsoft.AspNetCore.Http;
using QkdMec.Gateway.Callbacks;
using QkdMec.Gateway.Hosting;
using QkdMec.Grains.AppContexts;

namespace QkdMec.Gateway.Mx2;

/// <summary><c>PUT app_contexts/{contextId}</c>.</summary>
internal static class UpdateAppContextOperation
{
    public static async Task<IResult> RunAsync(
        HttpContext http, string contextId, IGrainFactory grains, GatewayOptions options, CallbackPolicy callbacks)
    {
        var request = await ContextDocument.ReadAsync(http, Mx2Shapes.ChangedContext, callbacks);
        if (!ContextIds.IsValid(contextId))
        {
            return Mx2Answers.UnknownContext();
        }

        var found = await grains.GetGrain<IAppContextGrain>(contextId).UpdateAsync(request.ToUpdate(), http.RequestAborted)
            .WaitAsync(options.AnswerWithin, http.RequestAborted);
        return found ? Results.NoContent() : Mx2Answers.UnknownContext();
    }
}
