using System.Text;

namespace QkdMec.Bench.Loads;

/// <summary>Requests as they go over the line.</summary>
internal static class RequestBytes
{
    /// <summary>A request without a body.</summary>
    public static byte[] Of(string method, ServerAddress server, string path) =>
        Encoding.ASCII.GetBytes($"{method} {path} HTTP/1.1\r\nHost: {server.Host}\r\n\r\n");

    /// <summary>A POST.</summary>
    public static byte[] Post(ServerAddress server, string path, string contentType, ReadOnlySpan<byte> body) =>
        [.. Head(server, path, contentType, body.Length), .. body];

    /// <summary>The head of a POST whose body follows.</summary>
    public static byte[] Head(ServerAddress server, string path, string contentType, int length) =>
        Encoding.ASCII.GetBytes($"POST {path} HTTP/1.1\r\nHost: {server.Host}\r\nContent-Type: {contentType}\r\nContent-Length: {length}\r\n\r\n");
}
