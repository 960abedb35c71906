using QkdMec.Grains.Steps;

namespace QkdMec.Tests.Unit.Steps;

/// <summary>Does a reader of a journal get every step once, whatever order they come in?</summary>
public sealed class StepJournalTests
{
    private readonly StepJournal journal = new(id: 7);

    [Fact]
    public void ReadAfter_CountsAsStepsComeIn_AlsoThoseOfEarlierTimes()
    {
        journal.Append([At(3, "c"), At(1, "a")]);
        var first = journal.ReadAfter(0, 0);
        journal.Append([At(2, "b")]);
        var second = journal.ReadAfter(first.Journal, first.Steps[^1].Number);

        Assert.Equal([(1L, "c"), (2L, "a")], first.Steps.Select(step => (step.Number, step.Step.Step)));
        Assert.Equal([(3L, "b")], second.Steps.Select(step => (step.Number, step.Step.Step)));
        Assert.Equal(["a", "b", "c"], journal.Read().Select(step => step.Step));
    }

    [Fact]
    public void ReadAfter_WhenNothingIsNew_IsEmptyAndNamesTheJournal()
    {
        journal.Append([At(1, "a")]);
        var page = journal.ReadAfter(7, 1);
        Assert.Equal((7L, true), (page.Journal, page.Steps.IsEmpty));
    }

    [Fact]
    public void ReadAfter_OfAnotherJournal_BeginsAnew()
    {
        journal.Append([At(1, "a")]);
        Assert.Equal([1L], journal.ReadAfter(journal: 6, number: 40).Steps.Select(step => step.Number));
    }

    [Fact]
    public void ReadAfter_WhenOldStepsGaveWay_LeavesTheirNumbersOut()
    {
        journal.Append([.. Enumerable.Range(1, StepJournal.Capacity + 2).Select(second => At(second, "s"))]);
        Assert.Equal((3L, StepJournal.Capacity + 2L), (journal.ReadAfter(7, 0).Steps[0].Number, journal.ReadAfter(7, 0).Steps[^1].Number));
    }

    private static StepEntry At(int second, string step) => new(step, DateTimeOffset.UnixEpoch.AddSeconds(second), "ok", "");
}
