using QkdMec.Functions.Workers;
using QkdMec.Grains.Functions;
using QkdMec.Protocols.Jose;
using QkdMec.Tests.Unit.Functions;

namespace QkdMec.Tests.Unit.Workers;

/// <summary>Are frames read as they were written, and nothing else as a frame?</summary>
public sealed class FrameTests
{
    private static readonly FunctionInvocation Invocation = new("echo", default, "{}"u8.ToArray());

    [Fact]
    public void Activation_IsReadAsItWasWritten()
    {
        using var frame = ActivationFrame.Write("echo", "{}"u8);
        Assert.True(ActivationFrame.TryRead(frame.Memory, out var function, out var arguments));
        Assert.Equal(("echo", "{}"), (function, System.Text.Encoding.UTF8.GetString(arguments.Span)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("01")]
    [InlineData("0100")]
    [InlineData("01046563")]
    [InlineData("02046563686f7b7d")]
    [InlineData("0104656320207b7d")]
    public void Activation_ThatIsNone_IsRefused(string hex) => Assert.False(ActivationFrame.TryRead(Convert.FromHexString(hex), out _, out _));

    [Fact]
    public void Outcome_IsReadAsItWasWritten()
    {
        using var completed = FunctionOutcome.Completed(FunctionResult.TakeOver(FunctionStatus.ApplicationError, "{}"u8.ToArray()), new ActivationRecord
        {
            Id = default, Function = "echo", Version = "1.2.3", Start = StoppedClock.Epoch, Duration = TimeSpan.FromMilliseconds(7), Status = FunctionStatus.ApplicationError,
            ArgumentBytes = 2, ResultBytes = 2,
        });
        using var frame = OutcomeFrame.Write(completed);
        using var read = OutcomeFrame.Read(Invocation, ResultStatus.ApplicationError, frame.Span);
        Assert.Equal(completed.Record, read!.Record);

        using var refused = OutcomeFrame.Write(FunctionOutcome.Refused(FunctionOutcomeKind.UnknownFunction, new string('é', 400)));
        Assert.StartsWith("éé", OutcomeFrame.Read(Invocation, ResultStatus.Success, refused.Span)!.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void Outcome_ThatIsNone_IsRefused()
    {
        using var frame = OutcomeFrame.Write(FunctionOutcome.Refused(FunctionOutcomeKind.UnknownFunction, "none"));
        foreach (var (position, value) in new[] { (0, 2), (1, 0), (1, 3), (1, 99), (18, 200) })
        {
            var bent = frame.Span.ToArray();
            bent[position] = (byte)value;
            if ((position, value) == (1, 0))
            {
                // A run of before the first year.
                bent[2] = 0xff;
            }

            Assert.Null(OutcomeFrame.Read(Invocation, ResultStatus.Success, bent));
        }

        Assert.Null(OutcomeFrame.Read(Invocation, ResultStatus.Success, frame.Span[..10]));
    }
}
