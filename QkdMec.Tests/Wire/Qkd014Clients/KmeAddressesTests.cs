using QkdMec.Protocols.Qkd014Clients;

namespace QkdMec.Tests.Wire.Qkd014Clients;

/// <summary>Does a SAE get its key from another machine of its KME when one is gone?</summary>
public sealed class KmeAddressesTests : IAsyncLifetime
{
    private readonly ScriptedKme first = new();
    private readonly ScriptedKme second = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        await first.StartAsync();
        await second.StartAsync();
        first.Answer = second.Answer = (503, "{}");
    }

    public async ValueTask DisposeAsync()
    {
        await first.DisposeAsync();
        await second.DisposeAsync();
    }

    [Fact]
    public async Task Draw_WhenTheNearestAnswers_AsksNoOther()
    {
        using var kme = new KmeAddresses([first.Connect(), second.Connect()]);
        using var answer = await kme.DrawAsync("sae-edge-1", 256, Token);

        Assert.Equal(KeyAnswerStatus.Exhausted, answer.Status);
        Assert.Empty(second.Requests);
    }

    [Fact]
    public async Task Fetch_WhenTheNearestIsGone_AsksTheNext_AndStaysThere()
    {
        using var kme = new KmeAddresses([first.Connect(), second.Connect()]);
        first.Answer = (500, "");
        using var answer = await kme.FetchAsync("sae-hospital", Guid.NewGuid(), Token);
        using var again = await kme.DrawAsync("sae-hospital", 256, Token);

        Assert.Equal((KeyAnswerStatus.Exhausted, KeyAnswerStatus.Exhausted), (answer.Status, again.Status));
        Assert.Single(first.Requests);
        Assert.Equal(2, second.Requests.Count);
    }

    [Fact]
    public async Task Draw_WhenNoneAnswers_IsUnavailable_AndBeginsWithAnotherNextTime()
    {
        using var kme = new KmeAddresses([first.Connect(), second.Connect()]);
        (first.Answer, second.Answer) = ((500, ""), (500, ""));
        using var answer = await kme.DrawAsync("sae-edge-1", 256, Token);
        second.Answer = (503, "{}");
        using var again = await kme.DrawAsync("sae-edge-1", 256, Token);

        Assert.Equal((KeyAnswerStatus.Unavailable, KeyAnswerStatus.Exhausted), (answer.Status, again.Status));
        Assert.Single(first.Requests);
    }

    [Fact]
    public void Kme_WithoutAnAddress_IsRefused() => Assert.Throws<ArgumentException>(() => new KmeAddresses([]));
}
