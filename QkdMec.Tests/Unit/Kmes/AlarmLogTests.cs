using QkdMec.Grains.Kmes;

namespace QkdMec.Tests.Unit.Kmes;

public sealed class AlarmLogTests
{
    private readonly KmeState state = new();
    private DateTimeOffset now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Add_OfDifferentAlarms_KeepsThemInOrderAndBounded()
    {
        for (var subject = 0; subject < AlarmLog.Capacity + 5; subject++)
        {
            Assert.True(Add($"link-{subject}"));
        }

        Assert.Equal(Enumerable.Range(5, AlarmLog.Capacity).Select(subject => $"link-{subject}"), state.Alarms.Select(alarm => alarm.Subject));
    }

    [Fact]
    public void Add_OfAFloodOfEqualAlarms_IsOneEntryAndFewWrites()
    {
        var writes = Enumerable.Range(0, 1000).Count(_ => Add("link"));
        var alarm = Assert.Single(state.Alarms);

        Assert.Equal((1000, now, 10), (alarm.Count, alarm.LastAt, writes));
        Assert.Equal(now - TimeSpan.FromSeconds(999), alarm.FirstAt);
    }

    [Fact]
    public void Add_OfAnotherKind_IsAnotherEntry()
    {
        Add("link");
        AlarmLog.Add(state, KmeAlarmKind.RelayReplayed, "link", now);

        Assert.Equal(2, state.Alarms.Count);
    }

    private bool Add(string subject) => AlarmLog.Add(state, KmeAlarmKind.LinkErrorRate, subject, now += TimeSpan.FromSeconds(1));
}
