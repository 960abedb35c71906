using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using QkdMec.Gateway.Access;
using QkdMec.Gateway.Callbacks;
using QkdMec.Gateway.Hosting;
using QkdMec.Grains.AppContexts;

namespace QkdMec.Gateway.Mx2;

/// <summary><c>PUT app_contexts/{contextId}</c>.</summary>
internal static class UpdateAppContextOperation
{
    public static async Task<IResult> RunAsync(
        HttpContext http, string contextId, ContextOwners owners, IGrainFactory grains, CallbackPolicy callbacks)
    {
        var request = await ContextDocument.ReadAsync(http, Mx2Shapes.ChangedContext, callbacks);
        if (!ContextIds.IsValid(contextId) || !await owners.IsOwnAsync(http, contextId))
        {
            return Mx2Answers.UnknownContext();
        }

        var options = http.RequestServices.GetRequiredService<GatewayOptions>();
        var found = await grains.GetGrain<IAppContextGrain>(contextId).UpdateAsync(request.ToUpdate(), http.RequestAborted)
            .WaitAsync(options.AnswerWithin, http.RequestAborted);
        return found ? Results.NoContent() : Mx2Answers.UnknownContext();
    }
}
