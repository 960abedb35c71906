using System.CommandLine;
using System.Net.Http.Headers;
using System.Text;
using QkdMec.Client.ReverseProxies;

namespace QkdMec.Client.Commands;

/// <summary><c>qkdmec invoke APP</c>: one plain request through the client perimeter.</summary>
internal static class InvokeCommand
{
    private const int EcgSeconds = 10;

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var app = new Argument<string>("APP") { Description = "The application, such as cardio-risk." };
        var data = new Option<string?>("--data", "-d") { Description = "Arguments: JSON, @FILE, or - for standard input. Default {}.", HelpName = "JSON" };
        var ecg = new Option<string?>("--ecg") { Description = "Arguments: ten seconds of this WFDB record.", HelpName = "RECORD" };
        var at = new Option<double>("--at") { Description = "Where in the record they begin, in seconds.", HelpName = "SECONDS" };
        var client = new Option<string?>("--client") { Description = "The client's id; clients share no context and no key.", HelpName = "ID" };
        var user = new Option<string?>("--user", "-u") { Description = "Credentials of the client, where they are needed.", HelpName = "ID:PASSWORD" };
        var proxy = CommonOptions.Proxy();
        var command = new Command("invoke", "Calls an application with plain JSON; what crosses to the edge is sealed.") { app, data, ecg, at, client, user, proxy };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new HttpRequestMessage(HttpMethod.Post, new Uri(parsed.GetRequiredValue(proxy), Uri.EscapeDataString(parsed.GetRequiredValue(app))))
            {
                Content = new ByteArrayContent(Arguments(parsed.GetValue(data), parsed.GetValue(ecg), parsed.GetValue(at))),
            },
            parsed.GetValue(client),
            parsed.GetValue(user),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(HttpRequestMessage request, string? client, string? user, CancellationToken cancellationToken)
    {
        using (request)
        {
            request.Content!.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            if (client is not null)
            {
                request.Headers.TryAddWithoutValidation(ClientIdentification.HeaderName, client);
            }

            if (user is not null)
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(user)));
            }

            using var calls = new HttpCalls();
            using var response = await calls.SendAsync(request, cancellationToken);
            var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
            if (response.Content.Headers.ContentType?.MediaType != "application/json")
            {
                throw new CommandException(ExitCodes.Refused, HttpCalls.Describe(response, body));
            }

            await Console.Out.WriteLineAsync(Encoding.UTF8.GetString(body));
            return response.IsSuccessStatusCode ? ExitCodes.Success : ExitCodes.Refused;
        }
    }

    private static byte[] Arguments(string? data, string? ecg, double at)
    {
        if (data is not null && ecg is not null)
        {
            throw new CommandException(ExitCodes.Usage, "--data and --ecg exclude each other");
        }

        return ecg is not null ? Encoding.UTF8.GetBytes(EcgBatch.Read(ecg, at, EcgSeconds)) : data switch
        {
            null => "{}"u8.ToArray(),
            "-" => Encoding.UTF8.GetBytes(Console.In.ReadToEnd()),
            ['@', .. var path] => ReadFile(path),
            _ => Encoding.UTF8.GetBytes(data),
        };
    }

    private static byte[] ReadFile(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCodes.Usage, $"{path} cannot be read: {fault.Message}");
        }
    }
}
