using Microsoft.AspNetCore.Http;
using QkdMec.Gateway.Access;
using QkdMec.Gateway.Documents;
using QkdMec.Gateway.Hosting;
using QkdMec.Grains.AppContexts;

namespace QkdMec.Gateway.Mx2;

/// <summary><c>DELETE app_contexts/{contextId}</c>.</summary>
internal static class DeleteAppContextOperation
{
    public static async Task<IResult> RunAsync(HttpContext http, string contextId, ContextOwners owners, IGrainFactory grains, GatewayOptions options)
    {
        StrictQuery.Allow(http);
        if (!ContextIds.IsValid(contextId) || !await owners.IsOwnAsync(http, contextId))
        {
            return Mx2Answers.UnknownContext();
        }

        // Not tied to the request: a device that hangs up has still asked for it.
        var found = await grains.GetGrain<IAppContextGrain>(contextId).DeleteAsync(CancellationToken.None).WaitAsync(options.AnswerWithin, http.RequestAborted);
        return found ? Results.NoContent() : Mx2Answers.UnknownContext();
    }
}
