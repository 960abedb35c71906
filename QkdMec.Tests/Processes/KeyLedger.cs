namespace QkdMec.Tests.Processes;

/// <summary>All keys that were given out, over restarts and crashes; refuses one whose bits were given out before.</summary>
internal sealed class KeyLedger
{
    private readonly HashSet<ulong> runs = [];
    private readonly HashSet<string> ids = [];

    public void Add(IEnumerable<DrawnKey> keys)
    {
        foreach (var key in keys)
        {
            Assert.True(ids.Add(key.Id), $"key id {key.Id} was given out twice");
            Assert.All(key.Runs, run => Assert.True(runs.Add(run), $"bits of key {key.Id} were given out before"));
        }
    }
}
