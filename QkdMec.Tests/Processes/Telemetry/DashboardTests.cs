using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging.Abstractions;
using QkdMec.Gateway.Metrics;
using QkdMec.Grains.Identity;
using QkdMec.Grains.QkdNetworks;
using QkdMec.Silo.Configuration;
using QkdMec.Silo.QkdLinks;
using QkdMec.Tests.Architecture;
using QkdMec.Tests.Architecture.Sources;

namespace QkdMec.Tests.Processes.Telemetry;

/// <summary>Does the dashboard ask for what the product measures?</summary>
[Collection(ProcessGroup.Name)]
public sealed class DashboardTests(TracedProduct product) : IClassFixture<TracedProduct>
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static IReadOnlyList<DashboardQuery> Queries => DashboardQuery.In(Repository.Read("docker/grafana/qkdmec.json"));

    [Fact]
    public async Task EveryQuery_AsksForMetricsAndLabelsOfTheProduct()
    {
        var rare = PageOfWhatSeldomHappens();
        using var http = new HttpClient { BaseAddress = product.Addresses.GatewayUri };
        using var hospital = new KmeCaller(product.Data, "sae-hospital", product.Addresses.HospitalKme);
        await InvokeAsync(http);
        await CutAsync(http, "kme-hospital~relay-1");
        await CutAsync(http, "kme-edge~relay-1", "repair");

        // Some of it is measured when pools are filled again after a draw.
        var since = TimeProvider.System.GetTimestamp();
        List<string> missing;
        do
        {
            await CutAsync(http, "kme-hospital~relay-1", "repair");
            await hospital.DrawWhenFilledAsync("sae-edge-1", 100);
            var page = new MetricPage(rare, await http.GetStringAsync("metrics", Cancellation));
            missing = [.. Queries.SelectMany(query => query.Missing(page))];
        }
        while (missing.Count > 0 && TimeProvider.System.GetElapsedTime(since) < Patience);
        Rule.Holds("The dashboard asks for what is not on /metrics", missing);
        Assert.True(Queries.Count > 40, "the dashboard was not read");
    }

    [Fact]
    public async Task Page_NamesEachMetricOnce()
    {
        using var http = new HttpClient { BaseAddress = product.Addresses.GatewayUri };
        var types = (await http.GetStringAsync("metrics", Cancellation)).Split('\n').Where(line => line.StartsWith("# TYPE ", StringComparison.Ordinal)).ToList();

        Assert.NotEmpty(types);
        Assert.Equal(types.Distinct(), types);
    }

    [Fact]
    public void Prometheus_ReadsTheGatewayWhereItIsByDefault()
    {
        var configuration = Repository.Read("docker/prometheus/prometheus.yml");

        Assert.Contains($"targets: [\"{new SystemOptions().Gateway.Authority}\"]", configuration, StringComparison.Ordinal);
        Assert.Contains("metrics_path: /metrics", configuration, StringComparison.Ordinal);
    }

    [Fact]
    public void Query_IsReadWithItsMetricsAndLabels()
    {
        var query = Assert.Single(DashboardQuery.In(
            """{"panels":[{"title":"t","targets":[{"expr":"sum by (le, site) (rate(a_bucket{kind!~\"x|y\", of=\"b c\"}[$__rate_interval])) / sum(d) or vector(0)","legendFormat":"{{site}} {{host}}"}]}]}"""));

        Assert.Equal(["a_bucket", "d"], query.Metrics);
        Assert.Equal(["kind", "of", "le", "site", "host"], query.Labels);
        Assert.Equal(
            ["a_bucket has no label of", "a_bucket has no label host", "d"],
            query.Missing(new MetricPage("a_bucket{le=\"1\",site=\"s\",kind=\"k\"} 1")).Select(fault => fault[3..fault.IndexOf(" in ", StringComparison.Ordinal)]));
    }

    // Nobody can make a simulated device fail, or a network without bounds refuse a rate: what they measure is had from the same code here.
    private static string PageOfWhatSeldomHappens()
    {
        using var store = new MetricStore();
        using var network = new QkdNetworkInstruments();
        network.ReservationRefused();
        var faults = new ModuleFaults(LinkId.Between(new KmeId("a"), new KmeId("b")), new KmeId("a"), NullLogger.Instance);
        faults.Report("a fault");
        faults.Report("a fault");
        var page = PrometheusText.Write(store);
        Assert.Contains("qkdmec_module_faults_total{kme=\"a\",link=\"a~b\"} 2\n", page, StringComparison.Ordinal);
        return page;
    }

    private static async Task CutAsync(HttpClient http, string link, string operation = "cut")
    {
        using var body = new StringContent("{}", Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri($"operator/v1/network/links/{link}/{operation}", UriKind.Relative), body, Cancellation);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    private async Task InvokeAsync(HttpClient http)
    {
        using var body = new StringContent("""{"to":"the dashboard"}""", Encoding.UTF8, "application/json");
        using var answer = await http.PostAsync(new Uri(product.Addresses.ClientUri, "echo"), body, Cancellation);
        using var echo = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation));
        Assert.Equal("the dashboard", echo.RootElement.GetProperty("to").GetString());
    }
}
