using QkdMec.Gateway.Callbacks;

namespace QkdMec.Tests.Unit.Callbacks;

/// <summary>Can a call-back never lead to this system?</summary>
public sealed class CallbackPolicyTests
{
    private static readonly CallbackPolicy Policy = new(
        [new Uri("http://127.0.0.1:8080"), new Uri("https://127.0.0.1:8443"), new Uri("https://edge.example/mec")], ["mec-box", "192.0.2.5", "2001:db8::5"]);

    [Theory]
    [InlineData("http://192.0.2.7:9000/notify")]
    [InlineData("https://device.example/path?query=1")]
    [InlineData("http://127.0.0.1:9000/")]
    [InlineData("http://localhost:8082")]
    [InlineData("http://192.0.2.6:8080/")]
    [InlineData("HTTP://device.example:8080/")]
    [InlineData("http://edge.example/")]
    public void Check_OfAnotherPlace_Passes(string reference) => Assert.Null(Policy.Check(reference));

    [Theory]
    [InlineData("http://127.0.0.1:8080/")]
    [InlineData("https://127.0.0.1:8080/")]
    [InlineData("http://127.0.0.1:8443/api/v1/keys")]
    [InlineData("http://localhost:8080/operator/v1/apps")]
    [InlineData("http://LOCALHOST.:8080/")]
    [InlineData("http://any.localhost:8080/")]
    [InlineData("http://127.1.2.3:8080/")]
    [InlineData("http://127.1:8080/")]
    [InlineData("http://2130706433:8080/")]
    [InlineData("http://0x7f000001:8080/")]
    [InlineData("http://0177.0.0.1:8080/")]
    [InlineData("http://0.0.0.0:8080/")]
    [InlineData("http://[::1]:8080/")]
    [InlineData("http://[::]:8080/")]
    [InlineData("http://[::ffff:127.0.0.1]:8080/")]
    [InlineData("http://[0:0:0:0:0:ffff:7f00:1]:8080/")]
    [InlineData("http://mec-box:8080/")]
    [InlineData("http://MEC-BOX:8443/")]
    [InlineData("http://192.0.2.5:8080/")]
    [InlineData("http://[2001:db8::5]:8080/")]
    [InlineData("https://edge.example/")]
    [InlineData("https://EDGE.example.:443/anything")]
    public void Check_OfAnOwnListener_IsRefused(string reference) => Assert.NotNull(Policy.Check(reference));

    [Theory]
    [InlineData("")]
    [InlineData("notify")]
    [InlineData("/notify")]
    [InlineData("//device.example/")]
    [InlineData("ftp://device.example/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    [InlineData("http:device.example")]
    [InlineData("http://")]
    [InlineData("http://user@device.example/")]
    [InlineData("http://user:word@device.example/")]
    [InlineData("http://device.example:0/")]
    [InlineData("http://device.example:99999/")]
    public void Check_OfWhatIsNoPlainWebAddress_IsRefused(string reference) => Assert.NotNull(Policy.Check(reference));

    [Fact]
    public void Check_OfAVeryLongAddress_IsRefused() =>
        Assert.NotNull(Policy.Check("http://device.example/" + new string('x', CallbackPolicy.MaxLength)));
}
