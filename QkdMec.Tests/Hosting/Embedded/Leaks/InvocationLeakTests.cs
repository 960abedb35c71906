using System.Text;
using QkdMec.Tests.Architecture;
using QkdMec.Tests.Architecture.Leaks;

namespace QkdMec.Tests.Hosting.Embedded.Leaks;

/// <summary>Does anything of arguments, results or keys leave the client perimeter or the MEC host in clear?</summary>
public sealed class InvocationLeakTests
{
    private const string Patient =
        """{"age_years":54,"sex":"male","height_cm":172,"weight_kg":81,"systolic_mmhg":138,"diastolic_mmhg":88,"cholesterol":"above_normal","glucose":"normal","smoker":false,"alcohol":false,"physically_active":true}""";

    private const string Letter = """{"letter":"Dear Zoë, the planted text of this letter is nobody's business","number":271828182845}""";

    [Fact(Timeout = 240_000)]
    public async Task Invocation_LeavesNoArgumentsNoResultsAndNoKeysBehind()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var system = await TappedSystem.StartAsync(stop);
        using var http = new HttpClient { BaseAddress = system.ReverseProxy };

        var contexts = new List<string>();
        for (var repeat = 0; repeat < 3; repeat++)
        {
            contexts.Add(await InvokeAsync(http, system, "echo", Letter));
            contexts.Add(await InvokeAsync(http, system, "cardio-risk", Patient));
        }

        await InvokeAsync(http, system, "cardio-risk", """{"age_years":"a planted text where a number should be"}""");
        var pages = await PagesAsync(system, contexts.Distinct(), stop);
        pages.AddRange(LeakSearcher.Files(system.Folder));
        using var closed = await http.DeleteAsync("echo", stop);
        await system.StopAsync(stop);
        system.Telemetry.Observe();

        AssertThatTheSearchSees(system, contexts[0]);
        Rule.Holds("These blocks are not random", system.Secrets.WeakBlocks);
        var searcher = system.Secrets.Searcher();
        Rule.Holds("These left their perimeter", Places(system, pages).SelectMany(place => searcher.Search(place.Name, place.Bytes))
            .Concat(searcher.SearchFolder(system.Folder)).Select(leak => leak.ToString()));
    }

    private static async Task<string> InvokeAsync(HttpClient http, TappedSystem system, string app, string arguments)
    {
        using var content = new StringContent(arguments, Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(app, content, TestContext.Current.CancellationToken);
        var result = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode == !arguments.Contains("\"age_years\":\"", StringComparison.Ordinal), $"{app}: {(int)answer.StatusCode} {result}");
        system.Secrets.AddText($"arguments of {app}", arguments);
        system.Secrets.AddText($"result of {app} {(int)answer.StatusCode}", result);
        return answer.Headers.GetValues("Qkdmec-Context").Single();
    }

    private static async Task<List<(string Name, byte[] Bytes)>> PagesAsync(TappedSystem system, IEnumerable<string> contexts, CancellationToken stop)
    {
        using var http = new HttpClient { BaseAddress = system.Gateway };
        var paths = contexts.Select(context => $"operator/v1/contexts/{context}/steps").Concat(["operator/v1/apps", "dev_app/v1/app_list", "healthz", "readyz"]);
        var pages = new List<(string, byte[])>();
        foreach (var path in paths)
        {
            using var answer = await http.GetAsync(path, stop);
            pages.Add(($"page {path}", await answer.Content.ReadAsByteArrayAsync(stop)));
        }

        return pages;
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Places(TappedSystem system, IEnumerable<(string Name, byte[] Bytes)> pages) =>
    [
        .. system.Proxy.Recorded,
        .. system.Calls.Frames.Select(call => ($"call {call.Path}", call.Frame)),
        .. pages,
        ("logs", Encoding.UTF8.GetBytes(system.Logs.Text)),
        ("telemetry", Encoding.UTF8.GetBytes(system.Telemetry.Text)),
    ];

    // A search that finds nothing proves something only where it would find what is there: the context's id is no secret.
    private static void AssertThatTheSearchSees(TappedSystem system, string context)
    {
        var searcher = new LeakSearcher();
        searcher.AddText("context id", context);

        Assert.Contains(system.Proxy.Recorded, recorded => searcher.Search("wire", recorded.Bytes).Count > 0);
        Assert.Contains(system.Calls.Frames, call => searcher.Search("call", call.Frame).Count > 0);
        Assert.NotEmpty(searcher.Search("logs", system.Logs.Text));
        Assert.NotEmpty(searcher.SearchFolder(system.Folder));
        Assert.True(system.Secrets.Keys >= 2, "each application has a key of its own");
        Assert.True(system.Secrets.Blocks > 0, "the vaults stored blocks");
    }
}
