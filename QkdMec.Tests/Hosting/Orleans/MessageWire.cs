using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace QkdMec.Tests.Hosting;

/// <summary>Orleans' serialisation.</summary>
internal sealed class MessageWire
{
    private readonly Serializer serializer = new ServiceCollection().AddSerializer().BuildServiceProvider().GetRequiredService<Serializer>();

    /// <summary>What arrives when a message is sent.</summary>
    public object? RoundTrip(object message) => serializer.Deserialize<object>(serializer.SerializeToArray(message));
}
