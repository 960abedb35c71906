using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using QkdMec.Grains.Notifications;

namespace QkdMec.Gateway.Callbacks;

/// <summary>
/// Posts notifications to call-backs over guarded connections. Of an answer only the head counts: its body is not read, whatever it holds.
/// </summary>
public sealed class NotificationSender : INotificationSender, IDisposable
{
    private readonly NotificationOptions options;
    private readonly TimeProvider time;
    private readonly SendingPlaces places;
    private readonly HttpClient http;

    /// <summary>A sender.</summary>
    /// <param name="connections">Where it may connect to.</param>
    /// <param name="options">How long requests may take.</param>
    /// <param name="limits">How many there may be, and whom they trust.</param>
    /// <param name="time">The clock of the time-outs.</param>
    public NotificationSender(GuardedConnections connections, NotificationOptions options, NotificationSenderOptions limits, TimeProvider time)
    {
        (this.options, this.time) = (options, time);
        places = new SendingPlaces(limits);
        http = new HttpClient(connections.CreateHandler(options.RequestTimeout, limits.Authorities)) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <inheritdoc/>
    public ISendingPlace? Reserve(string callback)
    {
        var receiver = new Uri(callback).GetLeftPart(UriPartial.Authority);
        return places.TryTake(receiver) ? new Place(this, receiver) : null;
    }

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private async Task<SendOutcome> SendAsync(OutgoingNotification notification, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.RequestTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, notification.Callback)
            {
                Content = new ByteArrayContent(NotificationBodies.Of(notification)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } },
            };
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return Judge(answer);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new SendOutcome(SendStatus.Failed, $"It did not answer within {options.RequestTimeout.TotalSeconds:0.###} s.");
        }
        catch (HttpRequestException fault)
        {
            return fault.InnerException is RefusedTargetException refusal
                ? new SendOutcome(SendStatus.Ended, refusal.Message)
                : new SendOutcome(SendStatus.Failed, Describe(fault));
        }
    }

    private SendOutcome Judge(HttpResponseMessage answer)
    {
        var status = (int)answer.StatusCode;
        return answer.StatusCode switch
        {
            _ when answer.IsSuccessStatusCode => SendOutcome.Delivered,
            HttpStatusCode.Gone => new SendOutcome(SendStatus.Ended, "It answered 410: the call-back is gone."),
            _ when status is >= 300 and < 400 => new SendOutcome(SendStatus.Failed, $"It answered {status}, and redirections are not followed.", RetryAfter(answer)),
            _ => new SendOutcome(SendStatus.Failed, $"It answered {status}.", RetryAfter(answer)),
        };
    }

    private TimeSpan? RetryAfter(HttpResponseMessage answer) => answer.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow(),
        _ => null,
    };

    // The type of the fault and not the text of another machine's answer.
    private static string Describe(HttpRequestException fault) => fault.InnerException is SocketException socket
        ? $"The connection failed: {socket.SocketErrorCode}."
        : $"The request failed: {fault.HttpRequestError}.";

    private sealed class Place(NotificationSender sender, string receiver) : ISendingPlace
    {
        private bool isLeft;

        public Task<SendOutcome> SendAsync(OutgoingNotification notification, CancellationToken cancellationToken) =>
            sender.SendAsync(notification, cancellationToken);

        public void Dispose()
        {
            if (!isLeft)
            {
                isLeft = true;
                sender.places.Leave(receiver);
            }
        }
    }
}
