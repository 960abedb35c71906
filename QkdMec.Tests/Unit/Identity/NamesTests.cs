using QkdMec.Grains.Identity;

namespace QkdMec.Tests.Unit.Identity;

/// <summary>Is a name what a grain key can hold?</summary>
public sealed class NamesTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("sae-edge-1")]
    [InlineData("KME_1.b")]
    public void IsValid_WhenOfTheAlphabet_IsTrue(string name) => Assert.True(Names.IsValid(name));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("a~b")]
    [InlineData("a→b")]
    [InlineData("a←b")]
    [InlineData("é")]
    [InlineData("a\n")]
    [InlineData("%61")]
    public void IsValid_WhenASeparatorOrAnythingElse_IsFalse(string? name) => Assert.False(Names.IsValid(name));

    [Fact]
    public void IsValid_EndsAtTheLongestName()
    {
        Assert.True(Names.IsValid(new string('a', Names.MaxLength)));
        Assert.False(Names.IsValid(new string('a', Names.MaxLength + 1)));
    }

    [Fact]
    public void Require_WhenNoName_SaysWhatANameIs()
    {
        var fault = Assert.Throws<FormatException>(() => SaeId.Parse("a b"));

        Assert.Contains("SAE", fault.Message, StringComparison.Ordinal);
        Assert.Contains("a b", fault.Message, StringComparison.Ordinal);
    }
}
