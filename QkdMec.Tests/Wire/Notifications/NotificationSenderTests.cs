using System.Globalization;
using QkdMec.Gateway.Callbacks;
using QkdMec.Grains.AppCatalogs;
using QkdMec.Grains.Locations;
using QkdMec.Grains.Notifications;

namespace QkdMec.Tests.Wire.Notifications;

/// <summary>Is a device application told in the standard's words, and can it do no harm by its answers?</summary>
public sealed class NotificationSenderTests : IAsyncDisposable
{
    private readonly SendingBench bench = new();

    public ValueTask DisposeAsync() => bench.DisposeAsync();

    public static TheoryData<Notification, string> Bodies => new()
    {
        {
            Notification.AddressChange([new NotifiedInstance("instance-1", "https://edge.example/functions/v1/edge/edge-2/abc")]),
            """{"notificationType":"AddressChangeNotification","contextId":"0123456789abcdef0123456789abcdef","appInstanceId":"instance-1","referenceURI":"https://edge.example/functions/v1/edge/edge-2/abc"}"""
        },
        {
            Notification.Deleted,
            """{"notificationType":"ApplicationContextDeleteNotification","contextId":"0123456789abcdef0123456789abcdef"}"""
        },
        {
            Notification.Updated([new NotifiedInstance("instance-1", "https://edge.example/a", new AppLocation("DE", """{"countryCode":"DE"}""")), new NotifiedInstance("instance-2", "https://edge.example/b")]),
            """{"notificationType":"ApplicationContextUpdateNotification","contextId":"0123456789abcdef0123456789abcdef","userAppInstanceInfo":[{"appInstanceId":"instance-1","referenceURI":"https://edge.example/a","appLocation":{"countryCode":"DE"}},{"appInstanceId":"instance-2","referenceURI":"https://edge.example/b"}]}"""
        },
        {
            Notification.LocationAvailability([new HostLocation("DE", [], null), new HostLocation("FR", [new CivicElement(3, "Paris")], null)]),
            """{"notificationType":"ApplicationLocationAvailabilityNotification","contextId":"0123456789abcdef0123456789abcdef","availableLocations":[{"appLocation":{"countryCode":"DE"}},{"appLocation":{"countryCode":"FR","civicAddressElement":[{"caType":3,"caValue":"Paris"}]}}]}"""
        },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Send_PostsTheStandardsDocument_ToTheCallbackItself(Notification notification, string body)
    {
        Assert.Equal(SendStatus.Delivered, (await bench.SendAsync(notification)).Status);

        var request = await bench.Receiver.NextAsync();
        Assert.Equal(("POST", "/notify/me?token=s3cret", body), (request.Method, request.Target, request.Body));
        Assert.Equal("application/json", request.Headers["Content-Type"]);
        Assert.Equal(body.Length.ToString(CultureInfo.InvariantCulture), request.Headers["Content-Length"]);
        Assert.Empty(request.Headers.Keys.Intersect(["Authorization", "Cookie", "traceparent", "Proxy-Authorization"], StringComparer.OrdinalIgnoreCase));
    }

    [Theory]
    [InlineData(200, SendStatus.Delivered)]
    [InlineData(299, SendStatus.Delivered)]
    [InlineData(301, SendStatus.Failed)]
    [InlineData(400, SendStatus.Failed)]
    [InlineData(404, SendStatus.Failed)]
    [InlineData(410, SendStatus.Ended)]
    [InlineData(429, SendStatus.Failed)]
    [InlineData(503, SendStatus.Failed)]
    public async Task Send_JudgesByTheStatus(int status, SendStatus expected)
    {
        bench.Receiver.Answer = CallbackReceiver.Status(status);

        var outcome = await bench.SendAsync(Notification.Deleted);

        Assert.Equal(expected, outcome.Status);
        Assert.Equal(expected != SendStatus.Delivered, outcome.Failure.Contains(status.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("120", 120)]
    [InlineData("Thu, 01 Jan 2026 00:02:00 GMT", 120)]
    [InlineData("soon", null)]
    public async Task Send_TellsWhenTheReceiverWishesToBeAskedAgain(string value, int? seconds)
    {
        bench.Receiver.Answer = http =>
        {
            http.Response.Headers.RetryAfter = value;
            http.Response.StatusCode = 503;
            return Task.CompletedTask;
        };

        Assert.Equal(seconds, (int?)(await bench.SendAsync(Notification.Deleted)).RetryAfter?.TotalSeconds);
    }

    [Fact]
    public void Reserve_WhenOneReceiverHasAllItsPlaces_LeavesPlacesToOthers()
    {
        using var sender = SendingBench.Sender(new NotificationSenderOptions { PlacesOfOneReceiver = 1, Places = 2 });
        var first = sender.Reserve("http://one.example/a");
        Assert.NotNull(first);
        Assert.Null(sender.Reserve("http://ONE.example/b"));
        Assert.NotNull(sender.Reserve("https://one.example/b"));
        Assert.Null(sender.Reserve("http://two.example/"));

        first.Dispose();
        first.Dispose();
        Assert.NotNull(sender.Reserve("http://two.example/"));
        Assert.Null(sender.Reserve("http://three.example/"));
    }
}
