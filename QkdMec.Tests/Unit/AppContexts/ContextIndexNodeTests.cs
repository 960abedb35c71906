using QkdMec.Grains.AppContexts;

namespace QkdMec.Tests.Unit.AppContexts;

public sealed class ContextIndexNodeTests
{
    private readonly ContextIndexState state = new();

    [Fact]
    public void Add_KeepsOrder_AndEachOnce()
    {
        var node = new ContextIndexNode(state, "");

        Assert.True(node.Add(["b", "a"]));
        Assert.False(node.Add(["a"]));

        Assert.Equal(["a", "b"], node.List("", 10));
        Assert.Equal(["b"], node.List("a", 10));
        Assert.True(node.Remove("a"));
        Assert.False(node.Remove("a"));
    }

    [Fact]
    public void Node_ThatIsTooLarge_IsSplitByItsDigit()
    {
        var node = new ContextIndexNode(state, "f");
        node.Add(Enumerable.Range(0, ContextIndexNode.Limit + 1).Select(number => $"f{number:x4}"));

        Assert.True(node.MustSplit);
        Assert.Equal(['0'], node.ByDigit().Select(group => group.Key));
        node.Split();

        Assert.True(node.IsSplit);
        Assert.False(node.MustSplit);
        Assert.Empty(state.Contexts);
        Assert.Equal("def", node.DigitsFrom("fd"));
        Assert.Equal(ContextIndexNode.Digits, node.DigitsFrom(""));
        Assert.Equal(ContextIndexNode.Digits, node.DigitsFrom("ed"));
    }
}
