using Microsoft.Extensions.Logging.Abstractions;
using QkdMec.Client.Saes;
using QkdMec.Protocols.Jose;
using QkdMec.Protocols.SecurityContexts;
using QkdMec.Protocols.Steps;
using QkdMec.Tests.Fakes;
using QkdMec.Tests.Unit.SecurityContexts;

namespace QkdMec.Tests.Unit.Saes;

/// <summary>A connection broke before an answer came: what does the client do with a function that must not run twice?</summary>
public sealed class ResentMessageTests : IDisposable
{
    private readonly ManualTimeProvider time = new();
    private readonly SessionPair pair = new();
    private readonly ScriptedChannel channel = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => pair.Dispose();

    [Fact]
    public async Task Message_ThatWasNotRead_IsSentAgainAsItIs_AndAnswered()
    {
        channel.Script(ChannelAnswer.Broken, ChannelAnswer.Ok);
        using var answer = await InvokeAsync(TimeSpan.Zero);
        Assert.Equal(InvocationEnd.Answered, answer.End);
        Assert.Equal(2, channel.Sent.Count);
        Assert.Equal(channel.Sent[0], channel.Sent[1]);
    }

    [Theory]
    [InlineData(SecurityContextProblems.Replayed)]
    [InlineData(SecurityContextProblems.KeyUnknown)]
    [InlineData(SecurityContextProblems.RateLimited)]
    [InlineData(ChannelAnswer.Broken)]
    [InlineData(ChannelAnswer.Unreachable)]
    public async Task Message_ThatMayHaveRun_IsNotSealedAnew(string then)
    {
        channel.Script(ChannelAnswer.Broken, then);
        using var answer = await InvokeAsync(TimeSpan.Zero);
        Assert.Equal(InvocationEnd.OutcomeUnknown, answer.End);
        Assert.Equal(2, channel.Sent.Count);
        Assert.Equal(channel.Sent[0], channel.Sent[1]);
    }

    [Fact]
    public async Task Message_IsSentUntilTheGatewayIsBack()
    {
        channel.Script(ChannelAnswer.Broken, ChannelAnswer.Unreachable, ChannelAnswer.Unreachable, ChannelAnswer.Ok);
        var invoking = InvokeAsync(TimeSpan.FromSeconds(20));
        time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal(3, channel.Sent.Count);
        time.Advance(TimeSpan.FromMilliseconds(200));
        using var answer = await invoking;
        Assert.Equal(InvocationEnd.Answered, answer.End);
        Assert.Single(channel.Sent.Select(Convert.ToHexString).Distinct());
    }

    private Task<InvocationAnswer> InvokeAsync(TimeSpan patience)
    {
        pair.Now = time.GetUtcNow();
        pair.Rekey(8);
        channel.Answer = message =>
        {
            using var opened = pair.Host.Open(message, time.GetUtcNow());
            return pair.Host.Seal(opened, ResultStatus.Success, opened.Arguments.Span);
        };
        var sae = new SaeOptions { Sae = "sae-a", Keys = new SharedKeys().Of("sae-a") };
        var context = new SecureContext(new SecureContextParts(sae, channel, IsIdempotent: false, time, NullLogger.Instance) { EdgePatience = patience }, pair.Client);
        return context.InvokeAsync("{}"u8.ToArray(), "", null, Token);
    }

    private sealed class ScriptedChannel : IHostChannel
    {
        private readonly Queue<string> codes = new();

        public List<byte[]> Sent { get; } = [];

        public Func<byte[], byte[]> Answer { get; set; } = _ => [];

        public void Script(params string[] answers) => Array.ForEach(answers, codes.Enqueue);

        public Task<ChannelAnswer> InvokeAsync(byte[] message, string traceId, CancellationToken cancellationToken)
        {
            Sent.Add([.. message]);
            var code = codes.Dequeue();
            return Task.FromResult(code == ChannelAnswer.Ok ? new ChannelAnswer(code, Answer(message)) : ChannelAnswer.Of(code));
        }

        public Task<ChannelAnswer> NegotiateAsync(NegotiationRequest offer, string traceId, CancellationToken cancellationToken) => Refused;

        public Task<ChannelAnswer> ActivateAsync(KeyActivationRequest key, string traceId, CancellationToken cancellationToken) => Refused;

        public Task<ChannelAnswer> ReportAsync(IReadOnlyList<StepRecord> steps, CancellationToken cancellationToken) => Refused;

        private static Task<ChannelAnswer> Refused => Task.FromResult(ChannelAnswer.Of(ChannelAnswer.Unreachable));
    }
}
