using QkdMec.Protocols.SecurityContexts;

namespace QkdMec.Tests.Unit.SecurityContexts;

public sealed class CipherSuiteTests
{
    [Theory]
    [InlineData("A128GCM,A256GCM", "A256GCM", "A256GCM")]
    [InlineData("A128GCM,A256GCM", "A256GCM,A128GCM", "A128GCM")]
    [InlineData("A128GCM", "A256GCM", null)]
    [InlineData("C20P,A256GCM", "C20P,A256GCM", "A256GCM")]
    [InlineData("a256gcm", "A256GCM", null)]
    public void Choose_WhenOffered_IsTheFirstAllowedAndKnown(string offered, string allowed, string? chosen) =>
        Assert.Equal(chosen, CipherSuite.Choose(offered.Split(','), allowed.Split(','))?.Name);

    [Theory]
    [InlineData("A256GCM", true)]
    [InlineData("A256GCM,A128GCM", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void IsName_WhenAsked_RefusesWhatWouldBlurTheTranscript(string? name, bool expected) =>
        Assert.Equal(expected, CipherSuite.IsName(name));
}
