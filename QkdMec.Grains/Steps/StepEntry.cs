using QkdMec.Grains.Identity;
using QkdMec.Protocols.Steps;

namespace QkdMec.Grains.Steps;

/// <summary>A step that was taken for a context. Holds no payload and no key byte.</summary>
/// <param name="Step">Name of one of <see cref="KnownSteps"/>.</param>
/// <param name="At">When, by the clock of who took it.</param>
/// <param name="Outcome">How it ended, see <see cref="StepOutcomes"/>.</param>
/// <param name="TraceId">W3C trace id; empty when there was none.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.StepEntry)]
public sealed record StepEntry(
    [property: Id(0)] string Step, [property: Id(1)] DateTimeOffset At, [property: Id(2)] string Outcome, [property: Id(3)] string TraceId)
{
    /// <summary>The entry as the operator reads it, with both figures' numbers.</summary>
    public StepRecord ToRecord()
    {
        var step = KnownSteps.Find(Step);
        return new StepRecord
        {
            Step = Step, At = At, Outcome = Outcome, TraceId = TraceId,
            Figure2 = step?.Figure2, Figure4 = step?.Figure4, Component = step?.Component,
        };
    }
}
