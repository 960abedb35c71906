using System.CommandLine;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace QkdMec.Client.Commands.Networks;

/// <summary>What the commands of the network share: one request, answered as a table or as the JSON that came.</summary>
internal static class NetworkCalls
{
    /// <summary>The argument of a link.</summary>
    public static Argument<string> LinkArgument() => new("LINK") { Description = "The link, kmeA~kmeB." };

    /// <summary>Makes a command that sends one request.</summary>
    /// <param name="command">The command, with its arguments.</param>
    /// <param name="describe">Method, path and body of the request.</param>
    /// <param name="show">Prints the answer for people.</param>
    /// <param name="type">How the answer is read.</param>
    public static Command Sends<T>(Command command, Func<ParseResult, NetworkRequest> describe, Action<T> show, JsonTypeInfo<T> type)
    {
        var gateway = new GatewayChoice().AddTo(command);
        var json = new Option<bool>("--json") { Description = "Print the answer as JSON, for programs." };
        command.Options.Add(json);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var request = describe(parsed);
            using var calls = gateway.Open(parsed);
            var body = await calls.SendAsync(gateway.AddressOf(parsed), request.Method, request.Path, request.Body, cancellationToken);
            if (parsed.GetValue(json))
            {
                Console.WriteLine(Encoding.UTF8.GetString(body));
            }
            else
            {
                show(HttpCalls.Read(body, type));
            }

            return ExitCodes.Success;
        });
        return command;
    }

    /// <summary>A name as a part of a path.</summary>
    public static string Part(string name) => Uri.EscapeDataString(name);

    /// <summary>A body.</summary>
    public static byte[] Body<T>(T document, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(document, type);
}

/// <summary>A request of the operator API.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path.</param>
/// <param name="Body">Its JSON body; null: none.</param>
internal sealed record NetworkRequest(HttpMethod Method, string Path, byte[]? Body = null)
{
    /// <summary>A change without words.</summary>
    public static NetworkRequest Empty(HttpMethod method, string path) => new(method, path, "{}"u8.ToArray());
}
