using QkdMec.Tests.Processes;

namespace QkdMec.Tests.Hosting.Orleans.Clusters;

/// <summary>Do the benchmarks of two silos beside one work? They measure nothing here.</summary>
[Collection(ProcessGroup.Name)]
public sealed class BenchClusterTests(PostgresFixture postgres) : IClassFixture<PostgresFixture>
{
    [Theory]
    [InlineData("dec_keys-2-silos")]
    [InlineData("echo-1k-2-silos")]
    [InlineData("context-2-silos")]
    public async Task Path_OfAFewRequests_HasALine(string path)
    {
        var (exitCode, output, errors) = await BenchProcess.RunAsync(
            await postgres.NewDatabaseAsync(), ["--path", path, "--seconds", "0.05", "--pairs", "1", "--warm-up", "0", "--connections", "2"]);
        Assert.True(exitCode == 0, errors);
        Assert.Matches($@"^ratio {path} \d+\.\d{{3}} two [1-9]\d*/s one [1-9]\d*/s$", Assert.Single(output));
        Assert.Matches($@"cpu {path} two .* p50 two \d+ us one \d+ us", errors);
    }
}
