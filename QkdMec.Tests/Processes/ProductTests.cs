using System.Net;
using System.Text;
using System.Text.Json;

namespace QkdMec.Tests.Processes;

/// <summary>The running product, driven as its users do.</summary>
[Collection(ProcessGroup.Name)]
public sealed class ProductTests(ProductFixture product) : IClassFixture<ProductFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Start_PrintsTheAddressesAndAFirstCommand()
    {
        Assert.Contains(product.Output, line => line.Contains($"{product.Addresses.GatewayUri}", StringComparison.Ordinal));
        Assert.Contains(product.Output, line => line.Contains($"{product.Addresses.HospitalKme}", StringComparison.Ordinal));
        Assert.Contains(product.Output, line => line.Contains("curl", StringComparison.Ordinal) && line.Contains("/cardio-risk", StringComparison.Ordinal));
        Assert.DoesNotContain(product.Errors, line => line.Contains(" fail: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task FirstCommand_AnswersWithARisk()
    {
        var command = product.Output.Single(line => line.Contains("curl", StringComparison.Ordinal));
        var body = command[(command.IndexOf('\'', StringComparison.Ordinal) + 1)..command.LastIndexOf('\'')];
        using var answer = await product.InvokeAsync("cardio-risk", body);

        Assert.InRange(answer.RootElement.GetProperty("risk").GetDouble(), 0, 1);
    }

    [Fact]
    public async Task Echo_AnswersWithWhatItWasGiven()
    {
        using var answer = await product.InvokeAsync("echo", """{"text":"a secret of the patient","number":1.5}""");
        Assert.Equal("a secret of the patient", answer.RootElement.GetProperty("text").GetString());
    }

    [Fact]
    public async Task CovidRisk_AnswersWithBothRisks()
    {
        using var answer = await product.InvokeAsync("covid-risk", """
            {"age_years":71,"sex":"male","pregnant":false,"diabetes":true,"copd":false,"asthma":false,"immunosuppressed":false,"hypertension":true,
             "cardiovascular_disease":false,"obesity":true,"chronic_kidney_disease":false,"smoker":false,"other_disease":false}
            """);
        Assert.True(answer.RootElement.GetProperty("severe_risk").GetDouble() > answer.RootElement.GetProperty("died_risk").GetDouble());
    }

    [Fact]
    public async Task EcgMonitor_FindsTheBeatsOfTenSeconds()
    {
        using var answer = await product.InvokeAsync("ecg-monitor", TenSecondsOfLead());
        Assert.InRange(answer.RootElement.GetProperty("heart_rate_bpm").GetDouble(), 70, 80);
    }

    [Fact]
    public async Task WrongArguments_AreTheCallersFault()
    {
        using var response = await product.PostAsync("cardio-risk", """{"age_years":-3}""");
        Assert.InRange((int)response.StatusCode, 400, 499);
        Assert.Contains("age_years", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task UnknownApp_IsNotFound()
    {
        using var response = await product.PostAsync("no-such-app", "{}");
        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    [Fact]
    public async Task Keys_AreTheSameAtBothEnds_AndNotForAThird()
    {
        using var hospital = new KmeCaller(product.Data, "sae-hospital", product.Addresses.HospitalKme);
        using var edge = new KmeCaller(product.Data, "sae-edge-1", product.Addresses.EdgeKme);
        using var third = new KmeCaller(product.Data, "sae-edge-2", product.Addresses.EdgeKme);
        var drawn = Assert.Single(await hospital.DrawAsync("sae-edge-1", 1));

        Assert.Equal(HttpStatusCode.Unauthorized, await third.TryFetchAsync("sae-hospital", drawn.Id));
        Assert.Equal(drawn.Bytes, (await edge.FetchAsync("sae-hospital", drawn.Id)).Bytes);
        Assert.Equal(32, drawn.Bytes.Length);
    }

    [Fact]
    public async Task Kme_RefusesACertificateOfAnotherSite()
    {
        using var stranger = new KmeCaller(product.Data, "sae-edge-1", product.Addresses.HospitalKme);
        var refusal = await Record.ExceptionAsync(() => stranger.DrawAsync("sae-edge-2", 1));
        Assert.NotNull(refusal);
    }

    [Fact]
    public async Task Status_TellsOfStoredKeys()
    {
        using var hospital = new KmeCaller(product.Data, "sae-hospital", product.Addresses.HospitalKme);
        var status = await hospital.StatusAsync("sae-edge-1");

        Assert.Equal("kme-edge", status.GetProperty("target_KME_ID").GetString());
        Assert.True(status.GetProperty("stored_key_count").GetInt32() > 0);
    }

    private static string TenSecondsOfLead()
    {
        const int SamplesPerSecond = 360;
        const int BeatSamples = 288;
        var lead = new StringBuilder("""{"sampling_hz":360,"lead_mv":[""");
        for (var sample = 0; sample < 10 * SamplesPerSecond; sample++)
        {
            var phase = (sample % BeatSamples) - (BeatSamples / 2);
            var millivolts = (1.1 * Bump(phase, 0, 4)) - (0.2 * Bump(phase, 10, 5)) + (0.25 * Bump(phase, 90, 20)) + (0.12 * Bump(phase, -60, 10));
            lead.Append(sample == 0 ? "" : ",").Append(JsonSerializer.Serialize(Math.Round(millivolts, 4)));
        }

        return lead.Append("]}").ToString();
    }

    private static double Bump(int phase, int centre, double width) => Math.Exp(-Math.Pow((phase - centre) / width, 2));
}
