using QkdMec.Silo.Configuration;
using QkdMec.Silo.Workers;

namespace QkdMec.Tests.Unit.Workers;

/// <summary>Is each wrong option of a worker told in one line?</summary>
public sealed class WorkerCommandLineTests
{
    private static readonly string[] Good =
        ["--listen", "https://10.0.0.5:9443", "--certificate", "w.pem", "--key", "w.key", "--authority", "ca.pem", "--kme", "https://10.0.0.2:8443", "--serve", "sae-edge-1"];

    [Fact]
    public void Read_OfAllOptions_HasThem()
    {
        var settings = new WorkerCommandLine().Read([.. Good, "--kme", "https://10.0.0.3:8443", "--serve", "sae-edge-2", "--serve", "sae-edge-1", "--runs", "7", "--log-format", "json"])!;
        Assert.Equal(new Uri("https://10.0.0.5:9443"), settings.Listen);
        Assert.Equal(["https://10.0.0.2:8443/", "https://10.0.0.3:8443/"], settings.Kmes.Select(kme => kme.ToString()));
        Assert.Equal(["sae-edge-1", "sae-edge-2"], settings.Hosts.Select(host => host.Value));
        Assert.Equal(7, settings.MaxRuns);
    }

    [Theory]
    [InlineData("--listen")]
    [InlineData("--certificate")]
    [InlineData("--key")]
    [InlineData("--authority")]
    [InlineData("--kme")]
    [InlineData("--serve")]
    public void Read_WhenOneIsMissing_NamesIt(string option)
    {
        var at = Array.IndexOf(Good, option);
        AssertRefused($"worker: {option} ", [.. Good[..at], .. Good[(at + 2)..]]);
    }

    [Theory]
    [InlineData("--listen", "http://10.0.0.5:9443", "give an address such as https://10.0.0.5:9443")]
    [InlineData("--listen", "https://worker.example:9443", "give an address such as https://10.0.0.5:9443, with an IP address of the machine")]
    [InlineData("--listen", "https://10.0.0.5:9443/x", "give an address such as")]
    [InlineData("--kme", "http://10.0.0.2:8443", "give an address such as https://10.0.0.2:8443")]
    [InlineData("--serve", "sae edge", "give the name of a MEC host's SAE")]
    public void Read_WhenOneIsWrong_SaysWhatToGive(string option, string value, string reason)
    {
        var bent = Good.ToArray();
        bent[Array.IndexOf(bent, option) + 1] = value;
        AssertRefused($"{option} {value}: {reason}", bent);
    }

    [Theory]
    [InlineData("--runs", "0", "--runs 0: give a number from 1 to 1024")]
    [InlineData("--runs", "many", "--runs many: give a number")]
    [InlineData("--log-format", "xml", "--log-format xml: give text or json")]
    [InlineData("--nonsense", "x", "Unrecognized command or argument '--nonsense'")]
    public void Read_WhenAnotherIsWrong_SaysWhatToGive(string option, string value, string reason) => AssertRefused(reason, [.. Good, option, value]);

    [Fact]
    public void Read_OfTooManyHosts_IsRefused() =>
        AssertRefused("--serve: a worker serves at most 16 SAEs", [.. Good, .. Enumerable.Range(0, 16).SelectMany(number => new[] { "--serve", $"sae-{number}" })]);

    private static void AssertRefused(string reason, string[] arguments)
    {
        var fault = Assert.Throws<StartupException>(() => new WorkerCommandLine().Read(arguments));
        Assert.Contains(reason, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }
}
