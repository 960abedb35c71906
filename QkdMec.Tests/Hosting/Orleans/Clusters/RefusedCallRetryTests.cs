using System.Reflection;
using Orleans.Serialization.Invocation;
using QkdMec.Silo.Hosting;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Hosting.Orleans.Clusters;

/// <summary>Is a call repeated when no grain had it, and only then?</summary>
public sealed class RefusedCallRetryTests
{
    private static readonly Exception Rejected = (Exception)Activator.CreateInstance(
        typeof(OrleansMessageRejectionException), BindingFlags.Instance | BindingFlags.NonPublic, null, ["going down"], null)!;

    [Fact]
    public async Task Call_ThatWasRejected_IsRepeated_UntilItIsTaken()
    {
        var call = new ScriptedCall(Response.FromException(Rejected), Response.FromException(Rejected), Response.FromResult(7));
        await RunAsync(call);

        Assert.Equal(3, call.Times);
        Assert.Equal(7, call.Response!.GetResult<int>());
    }

    [Fact]
    public async Task Call_ThatIsRejectedForLong_IsGivenUp()
    {
        var call = new ScriptedCall(Response.FromException(Rejected));
        await RunAsync(call);

        Assert.Equal(4, call.Times);
        Assert.Same(Rejected, call.Response!.Exception);
    }

    [Theory]
    [InlineData(typeof(SiloUnavailableException))]
    [InlineData(typeof(TimeoutException))]
    [InlineData(typeof(OrleansException))]
    public async Task Call_ThatMayHaveRun_OrHasNoPlace_IsNotRepeated(Type fault)
    {
        var call = new ScriptedCall(Response.FromException((Exception)Activator.CreateInstance(fault, "gone")!));
        await RunAsync(call);

        Assert.Equal(1, call.Times);
    }

    private static async Task RunAsync(ScriptedCall call)
    {
        var clock = new ManualTimeProvider();
        var running = new RefusedCallRetry(clock).Invoke(call);
        while (!running.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        await running;
    }

    /// <summary>A call from outside all silos; the last answer stays.</summary>
    private sealed class ScriptedCall(params Response[] answers) : IOutgoingGrainCallContext
    {
        public int Times { get; private set; }

        public Response? Response { get; set; }

        public IInvokable Request => throw new NotSupportedException();

        public object Grain => throw new NotSupportedException();

        public MethodInfo InterfaceMethod => throw new NotSupportedException();

        public object? Result { get => null; set => throw new NotSupportedException(); }

        public IGrainContext? SourceContext => null;

        public GrainId? SourceId => null;

        public GrainId TargetId => throw new NotSupportedException();

        public GrainInterfaceType InterfaceType => throw new NotSupportedException();

        public string InterfaceName => "IGrain";

        public string MethodName => "CallAsync";

        public Task Invoke()
        {
            Response = answers[Math.Min(Times++, answers.Length - 1)];
            return Task.CompletedTask;
        }
    }
}
