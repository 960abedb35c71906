using QkdMec.Grains.AppCatalogs;

namespace QkdMec.Tests.Unit.AppCatalogs;

/// <summary>Does the catalogue keep its rules?</summary>
public sealed class AppCatalogTests
{
    private readonly AppCatalogState state = new();
    private readonly AppCatalog catalog;

    public AppCatalogTests() => catalog = new AppCatalog(state, ["echo", "cardio-risk"], ["edge/edge-1"]);

    [Fact]
    public void Onboard_Twice_AddsOnce_WhateverTheId()
    {
        Assert.Equal(OnboardStatus.Added, catalog.Onboard(App("a")).Status);
        Assert.Equal(OnboardStatus.AlreadyThere, catalog.Onboard(App("a")).Status);
        var other = catalog.Onboard(App("a") with { AppDId = "another" });

        Assert.Equal((OnboardStatus.AlreadyThere, "a"), (other.Status, other.App!.AppDId));
        Assert.Single(state.Apps);
    }

    [Fact]
    public void Onboard_OfWhatIsTakenButSaysAnother_IsAConflict()
    {
        catalog.Onboard(App("a"));
        Assert.Equal(OnboardStatus.Conflict, catalog.Onboard(App("a") with { Description = "other" }).Status);
        Assert.Equal(OnboardStatus.Conflict, catalog.Onboard(App("b") with { AppDId = "a" }).Status);
    }

    [Fact]
    public void Onboard_OfUnknownFunctionOrHost_IsRefused()
    {
        Assert.Equal(OnboardStatus.UnknownFunction, catalog.Onboard(App("a") with { Function = "nothing" }).Status);
        Assert.Equal(OnboardStatus.UnknownHost, catalog.Onboard(App("a") with { Rules = new AppRules(["edge/edge-2"], [], null) }).Status);
        Assert.Empty(state.Apps);
    }

    [Fact]
    public void Onboard_WhenCatalogueIsFull_IsRefused()
    {
        for (var number = 0; number < AppCatalog.MaxApps; number++)
        {
            catalog.Onboard(App($"app-{number}"));
        }

        Assert.Equal(OnboardStatus.Full, catalog.Onboard(App("more")).Status);
    }

    [Fact]
    public void Find_WithoutId_TakesTheOneOnboardedLast_OfThoseThatFit()
    {
        catalog.Onboard(App("old"));
        catalog.Onboard(App("new") with { Identity = new AppIdentity("old", "p", "2", "1") });

        Assert.Equal("new", catalog.Find(new AppReference(null, "old", "p", null, "1")).App!.AppDId);
        Assert.Equal("old", catalog.Find(new AppReference(null, "old", "p", "1", "1")).App!.AppDId);
        Assert.Equal(FindStatus.Unknown, catalog.Find(new AppReference(null, "old", "p", "3", "1")).Status);
    }

    [Fact]
    public void Find_WithId_MustFitTheRest()
    {
        catalog.Onboard(App("a"));
        Assert.Equal(FindStatus.Found, catalog.Find(new AppReference("a", "a", "p", null, "1")).Status);
        Assert.Equal(FindStatus.Mismatch, catalog.Find(new AppReference("a", "b", "p", null, "1")).Status);
        Assert.Equal(FindStatus.Unknown, catalog.Find(new AppReference("b", "a", "p", null, "1")).Status);
    }

    [Fact]
    public void Remove_Twice_IsTrueOnce()
    {
        catalog.Onboard(App("a"));
        Assert.True(catalog.Remove("a"));
        Assert.False(catalog.Remove("a"));
        Assert.Null(catalog.Get("a"));
    }

    private static CatalogApp App(string name) => new()
    {
        AppDId = name, Identity = new AppIdentity(name, "p", "1", "1"), Description = "d", Function = "echo",
    };
}
