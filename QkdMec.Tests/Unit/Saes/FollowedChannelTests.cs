using QkdMec.Client.Saes;
using QkdMec.Protocols.SecurityContexts;
using QkdMec.Protocols.Steps;

namespace QkdMec.Tests.Unit.Saes;

/// <summary>Where does a client perimeter follow a context to?</summary>
public sealed class FollowedChannelTests
{
    private const string Here = "https://edge.example:8443/base/functions/v1/edge/edge-1/0123";

    [Theory]
    [InlineData("https://edge.example:8443/base/functions/v1/edge/edge-2/0123/invocations")]
    [InlineData("/base/functions/v1/edge/edge-2/0123")]
    public async Task Invoke_WhenTheContextMoved_KnowsWhere(string location) =>
        Assert.Equal("https://edge.example:8443/base/functions/v1/edge/edge-2/0123", await FollowAsync(SecurityContextProblems.ContextMoved, location));

    [Theory]
    [InlineData("https://other.example:8443/base/functions/v1/edge/edge-2/0123/invocations")]
    [InlineData("http://edge.example:8443/base/functions/v1/edge/edge-2/0123")]
    [InlineData("/base/functions/v1/edge/edge-2/4567")]
    [InlineData("/base/functions/v2/edge/edge-2/0123")]
    [InlineData("/0123")]
    [InlineData(null)]
    public async Task Invoke_WhenItLeadsElsewhere_DoesNotFollow(string? location) =>
        Assert.Null(await FollowAsync(SecurityContextProblems.ContextMoved, location));

    [Fact]
    public async Task Invoke_WhenItIsNoMove_DoesNotFollow() =>
        Assert.Null(await FollowAsync(SecurityContextProblems.UnknownContext, "/base/functions/v1/edge/edge-2/0123"));

    private static async Task<string?> FollowAsync(string code, string? location)
    {
        var answer = ChannelAnswer.Of(code) with { Location = location is null ? null : new Uri(location, UriKind.RelativeOrAbsolute) };
        var channel = new FollowedChannel(new OneAnswer(answer), Here);
        Assert.Equal(answer, await channel.InvokeAsync([], "", TestContext.Current.CancellationToken));
        return channel.MovedTo;
    }

    private sealed class OneAnswer(ChannelAnswer answer) : IHostChannel
    {
        public Task<ChannelAnswer> NegotiateAsync(NegotiationRequest offer, string traceId, CancellationToken cancellationToken) => Task.FromResult(answer);

        public Task<ChannelAnswer> ActivateAsync(KeyActivationRequest key, string traceId, CancellationToken cancellationToken) => Task.FromResult(answer);

        public Task<ChannelAnswer> InvokeAsync(byte[] message, string traceId, CancellationToken cancellationToken) => Task.FromResult(answer);

        public Task<ChannelAnswer> ReportAsync(IReadOnlyList<StepRecord> steps, CancellationToken cancellationToken) => Task.FromResult(answer);
    }
}
