using System.Net;
using System.Text.Json.Nodes;
using QkdMec.Protocols.Problems;

namespace QkdMec.Tests.Hosts.Mec;

/// <summary>What the tables look at in answers.</summary>
internal static class Mx2Answer
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Demands the code, and for a value that breaks a rule the place's name in the words.</summary>
    public static void CheckNames(ProblemDetails problem, string code, string place, string? json)
    {
        Assert.Equal(code, problem.Code);

        // A text that is no Unicode is found before there is a place to name.
        var name = place.Split('.').Last(part => !int.TryParse(part, out _));
        Assert.True(code != "malformed" || json?.Contains("\\ud800", StringComparison.Ordinal) == true || problem.Detail!.Contains(name, StringComparison.Ordinal), problem.Detail);
    }

    /// <summary>How many contexts the hosts have or hold room for.</summary>
    public static async Task<int> CountContextsAsync(MecGateway gateway)
    {
        var hosts = await gateway.SendAsync("GET", "/operator/v1/hosts", null, HttpStatusCode.OK);
        return hosts.GetProperty("hosts").EnumerateArray().Sum(host => host.GetProperty("contextsUsed").GetInt32());
    }

    /// <summary>Deletes the context that an answer is about; an answer without one is left.</summary>
    public static async Task DeleteAsync(MecGateway gateway, HttpResponseMessage response)
    {
        if (response.StatusCode == HttpStatusCode.Created)
        {
            await gateway.SendAsync("DELETE", response.Headers.Location!.AbsolutePath, null, HttpStatusCode.NoContent);
        }
    }

    /// <summary>Takes out of an answer, and of what was sent, what the system assigns.</summary>
    public static void ForgetAssigned(JsonObject sent, JsonObject answer)
    {
        answer.Remove("contextId");
        var (asked, given) = (sent["appInfo"]!.AsObject(), answer["appInfo"]!.AsObject());
        if (!asked.ContainsKey("appDId"))
        {
            given.Remove("appDId");
        }

        foreach (var (before, after) in asked["userAppInstanceInfo"]!.AsArray().Zip(given["userAppInstanceInfo"]!.AsArray()))
        {
            before!.AsObject().Remove("referenceURI");
            after!.AsObject().Remove("referenceURI");
            if (!before.AsObject().ContainsKey("appInstanceId"))
            {
                after.AsObject().Remove("appInstanceId");
            }
        }
    }

    /// <summary>The answer's body.</summary>
    public static async Task<JsonObject> ReadAsync(HttpResponseMessage response) => JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!.AsObject();
}
