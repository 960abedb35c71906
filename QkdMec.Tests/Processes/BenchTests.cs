namespace QkdMec.Tests.Processes;

/// <summary>Do the benchmarks work? They measure nothing here: a loaded machine says nothing about time.</summary>
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
