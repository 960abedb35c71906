using QkdMec.Silo.Hosting;

namespace QkdMec.Tests.Processes;

/// <summary>Do the benchmarks work? They measure nothing here: a loaded machine says nothing about time.</summary>
[Collection(ProcessGroup.Name)]
public sealed class BenchTests
{
    [Theory]
    [InlineData("enc_keys")]
    [InlineData("enc_keys-post")]
    [InlineData("dec_keys")]
    [InlineData("dec_keys-post")]
    [InlineData("echo-1k")]
    [InlineData("echo-64k")]
    [InlineData("context")]
    public async Task Path_OfAFewRequests_HasALine(string path)
    {
        var (exitCode, output, errors) = await BenchProcess.RunAsync(
            "--path", path, "--seconds", "0.05", "--pairs", "1", "--warm-up", "0", "--connections", "2");

        Assert.True(exitCode == 0, errors);
        Assert.Matches(@"^ratio [a-z0-9_-]+ \d+\.\d{3} ours [1-9]\d*/s bare [1-9]\d*/s$", Assert.Single(output));
        Assert.StartsWith($"ratio {path} ", output[0], StringComparison.Ordinal);
        Assert.Contains($"cpu {path} ours ", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("enc_keys-10-hops")]
    [InlineData("enc_keys-10000-pairs")]
    [InlineData("enc_keys-1000000-keys")]
    [InlineData("dec_keys-1000000-keys")]
    public async Task ScaledPath_OfLittle_HasALine(string path)
    {
        var (exitCode, output, errors) = await BenchProcess.RunAsync(
            "--path", path, "--scale", "0.01", "--seconds", "0.05", "--pairs", "1", "--warm-up", "0", "--connections", "2");

        Assert.True(exitCode == 0, errors);
        Assert.Matches($@"^ratio {path} \d+\.\d{{3}} ours [1-9]\d*/s base [1-9]\d*/s$", Assert.Single(output));
        Assert.Matches($@"cpu {path} ours .* p50 ours \d+ us base \d+ us, ratio \d", errors);
    }

    [Fact]
    public async Task SiloPath_WhichThisBuildOrTheEnvironmentCannotRun_SaysWhatToDo()
    {
        var (exitCode, output, errors) = await BenchProcess.RunAsync("--path", "context-2-silos");
        Assert.Equal(1, exitCode);
        Assert.Empty(output);
        Assert.Contains(GrainHost.WhyNoDeployment is null ? "set QKDMEC_POSTGRES" : "build with -p:GrainHost=Orleans", errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Memory_OfAFewSeconds_TellsOfEachFigure()
    {
        var (_, output, errors) = await BenchProcess.RunAsync("memory", "--minutes", "0.1", "--connections", "4");

        Assert.Matches("^memory (flat|not flat)$", output[^1]);
        foreach (var figure in new[] { "working set", "heap", "threads", "handles" })
        {
            Assert.Contains(output, line => line.StartsWith($"memory {figure}", StringComparison.Ordinal));
        }

        Assert.Contains(" requests, working set ", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("memory --minutes 0", "0.05 to 1440")]
    [InlineData("--scale 2", "0.001 to 1")]
    [InlineData("--path nowhere", "enc_keys")]
    [InlineData("--pairs 0", "1 to 1000")]
    [InlineData("--seconds often", "--help")]
    public async Task Arguments_WhenWrong_AreNamedWithTheirRemedy(string arguments, string remedy)
    {
        var (exitCode, output, errors) = await BenchProcess.RunAsync(arguments.Split(' '));

        Assert.Equal(1, exitCode);
        Assert.Empty(output);
        Assert.Contains(remedy, errors, StringComparison.Ordinal);
    }
}
