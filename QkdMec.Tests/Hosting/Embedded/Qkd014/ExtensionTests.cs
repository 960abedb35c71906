using System.Net;
using static QkdMec.Tests.Hosting.Embedded.Qkd014.WireAnswer;

namespace QkdMec.Tests.Hosting.Embedded.Qkd014;

/// <summary>Extensions over the wire: what is mandatory is met or refused, what is optional never refuses.</summary>
public sealed class ExtensionTests
{
    private const string Path = "/api/v1/keys/sae-b/enc_keys";
    private const string Local = "/api/v1/keys/sae-c/enc_keys";
    private const string NotMet = "not all extension_mandatory request options could be met";

    [Fact]
    public async Task Mandatory_ThatNoKeyMeets_Is400AndConsumesNothing()
    {
        await using var world = await Qkd014World.StartAsync(64);
        (await PostAsync(world.SaeB, Local, """{"extension_mandatory":[{"qkdmec_route_type":"direct"}]}""")).MustBeError(HttpStatusCode.BadRequest, NotMet);
        (await PostAsync(world.SaeB, Local, """{"extension_mandatory":[{"qkdmec_max_age":60000}]}""")).MustBeOk();
        (await PostAsync(world.SaeA, Path, """{"number":2,"extension_mandatory":[{"qkdmec_route_type":"direct"}]}""")).MustBeOk();
    }

    [Theory]
    [InlineData("""[{"abc_x":1}]""")]
    [InlineData("""[{"qkdmec_route_type":"direct"}]""")]
    [InlineData("""[{"qkdmec_max_age":-5}]""")]
    public async Task Optional_ThatIsNotHandled_IsServedAndSaidSo(string optional)
    {
        await using var world = await Qkd014World.StartAsync(64);
        var answer = (await PostAsync(world.SaeB, Local, $$"""{"number":2,"extension_optional":{{optional}}}""")).MustBeOk();
        Assert.Equal(2, answer.Keys.Length);
        Assert.Equal(
            "not all extension_optional request options handled",
            answer.Json.GetProperty("key_container_extension").GetProperty("qkdmec_message").GetString());
    }

    [Fact]
    public async Task Optional_ThatIsHandled_IsServedWithoutAWord()
    {
        await using var world = await Qkd014World.StartAsync(64);
        var answer = (await PostAsync(world.SaeA, Path, """{"extension_optional":[{"qkdmec_route_type":"direct"},{"qkdmec_max_age":2147483647}]}""")).MustBeOk();
        Assert.DoesNotContain("extension", answer.Body);
    }

    [Fact]
    public async Task Get_CannotCarryThem_SoTheyArePassedOver()
    {
        await using var world = await Qkd014World.StartAsync(64);
        (await GetAsync(world.SaeB, Local + "?extension_mandatory=%5B%7B%22abc_x%22%3A1%7D%5D")).MustBeOk();
    }
}
