using System.Text.Json;
using QkdMec.Client.Saes;
using QkdMec.Protocols.Problems;

namespace QkdMec.Tests.Simulation.SecurityContexts;

/// <summary>An HTTP answer of the gateway.</summary>
/// <param name="Status">Its status.</param>
/// <param name="Body">Its body.</param>
internal sealed record GatewayReply(int Status, byte[] Body)
{
    /// <summary>The answer as the client's HTTP connection hands it on.</summary>
    public ChannelAnswer ToAnswer() => Status < 300
        ? new ChannelAnswer(ChannelAnswer.Ok, Body)
        : ChannelAnswer.Of(JsonSerializer.Deserialize(Body, ProblemJson.Default.ProblemDetails)!.Code ?? $"http-{Status}");
}
