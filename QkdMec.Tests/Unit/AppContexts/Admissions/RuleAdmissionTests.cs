using QkdMec.Grains.AppCatalogs;
using QkdMec.Grains.AppContexts.Admissions;

namespace QkdMec.Tests.Unit.AppContexts.Admissions;

/// <summary>Is admitted whom the application's rules allow, and told exactly who is not?</summary>
public sealed class RuleAdmissionTests
{
    private static readonly AppRules Rules = AppRules.Default with { AllowedDeviceApps = ["device-1"], AllowedClients = ["hospital"] };

    [Theory]
    [InlineData("hospital", "device-1", null)]
    [InlineData("hospital", "device-2", "The application 'app' is not for the device application 'device-2'.")]
    [InlineData("clinic", "device-1", "The application 'app' is not for the client 'clinic'.")]
    [InlineData("", "device-1", "The application 'app' is for certain clients only, and this one is not known.")]
    [InlineData("Hospital", "device-1", "The application 'app' is not for the client 'Hospital'.")]
    public async Task Find_SaysWhoIsNotAllowed(string client, string deviceApp, string? expected) => Assert.Equal(expected, await FindAsync(client, deviceApp, Rules));

    [Fact]
    public async Task Find_WithoutRules_AdmitsEverybody() => Assert.Null(await FindAsync("", "anything", AppRules.Default));

    private static async Task<string?> FindAsync(string client, string deviceApp, AppRules rules)
    {
        var app = new CatalogApp { AppDId = "app", Identity = new AppIdentity("app", "p", "1", "1"), Description = "", Function = "echo", Rules = rules };
        return await new RuleAdmission().FindRefusalAsync(new AdmissionRequest(client, deviceApp, app), TestContext.Current.CancellationToken);
    }
}
