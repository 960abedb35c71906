using System.CommandLine;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using QkdMec.Client.ReverseProxies;
using QkdMec.Client.Saes;
using QkdMec.Protocols.Qkd014Clients;
using QkdMec.Telemetry.Exporting;
using QkdMec.Telemetry.Http;
using QkdMec.Telemetry.Logging;

namespace QkdMec.Client.Commands;

/// <summary><c>qkdmec perimeter</c>: the client perimeter as a process of its own, on the client's side of the network.</summary>
internal static class PerimeterCommand
{
    private static readonly Option<Uri> Listen = CommonOptions.Address("--listen", "Where client apps reach the reverse proxy.", "http://127.0.0.1:8081");
    private static readonly GatewayChoice Gateway = new();
    private static readonly Option<Uri?> Grpc = CommonOptions.OptionalAddress("--grpc", "Where the gateway takes gRPC, which is then used instead of HTTP.");
    private static readonly Option<Uri> Kme = CommonOptions.Address("--kme", "The site's KME (QKD 014).", "https://127.0.0.1:8443");
    private static readonly Option<string> Sae = Text("--sae", "The SAE's id; its certificate is CERTS/SAE.pem, its key CERTS/SAE.key.", "ID", "sae-hospital");
    private static readonly Option<string> Certificates = Text("--certs", "The directory of the certificates; CERTS/ca.pem vouches for the KME.", "CERTS", "qkdmec-data/certs");
    private static readonly Option<string> DeviceApp = Text("--device-app", "The device application's id in Mx2.", "ID", "hospital-gateway");
    private static readonly Option<string?> Data = new("--data") { Description = "Where the ids of contexts are remembered over a restart; never a key.", HelpName = "DIRECTORY" };
    private static readonly Option<string?> Clients = new("--clients") { Description = "A JSON file with the clients' passwords by client id.", HelpName = "FILE" };

    private static readonly Option<string> Format = Text("--log-format", "How the lines of the log look: text or json.", "FORMAT", "text");

    /// <summary>The command.</summary>
    public static Command Create()
    {
        var command = new Command("perimeter", "Runs a client perimeter: reverse proxy, device app, SAE and key store.")
        {
            Listen, Grpc, Kme, Sae, Certificates, DeviceApp, Data, Clients, Format,
        };
        Gateway.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var telemetry = StartTelemetry(parsed);
        using var certificate = Load(parsed, () => X509Certificate2.CreateFromPemFile(PathOf(parsed, ".pem"), PathOf(parsed, ".key")));
        var authorities = Load(parsed, () => Import(Path.Combine(parsed.GetRequiredValue(Certificates), "ca.pem")));
        using var keys = new Qkd014Client(new Qkd014ClientOptions
        {
            Kme = parsed.GetRequiredValue(Kme), Certificate = certificate, Authorities = authorities,
        });
        await using var app = Build(parsed, keys, telemetry.Logging);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch (IOException fault)
        {
            throw new CommandException(ExitCodes.Usage, $"the reverse proxy cannot listen at {parsed.GetValue(Listen)}: {fault.Message}");
        }

        Console.WriteLine($"The client perimeter is ready at {app.Urls.First()}");
        await app.WaitForShutdownAsync(cancellationToken);
        return ExitCodes.Success;
    }

    private static WebApplication Build(ParseResult parsed, IKeyClient keys, ILoggerFactory logging)
    {
        try
        {
            var options = new ClientPerimeterOptions
            {
                Address = parsed.GetRequiredValue(Listen), Gateway = Gateway.AddressOf(parsed), GatewayGrpc = parsed.GetValue(Grpc), DeviceAppId = parsed.GetRequiredValue(DeviceApp),
                Sae = new SaeOptions { Sae = parsed.GetRequiredValue(Sae), Keys = keys }, DataDirectory = parsed.GetValue(Data),
                Token = Gateway.TokenOf(parsed), GatewayAuthorities = Gateway.AuthoritiesOf(parsed),
                Clients = parsed.GetValue(Clients) is { } file ? Passwords(file) : new Dictionary<string, string>(),
            };
            return ClientPerimeter.Build(options, services => services.AddHttpSpans().AddSingleton(logging));
        }
        catch (ArgumentException fault)
        {
            throw new CommandException(ExitCodes.Usage, fault.Message);
        }
    }

    private static ProcessTelemetry StartTelemetry(ParseResult parsed)
    {
        var format = parsed.GetRequiredValue(Format) switch
        {
            "text" => LogFormat.Text,
            "json" => LogFormat.Json,
            var other => throw new CommandException(ExitCodes.Usage, $"--log-format {other}: give text or json"),
        };
        try
        {
            var identity = new ProcessIdentity("qkdmec-perimeter", new Dictionary<string, object> { ["qkdmec.sae"] = parsed.GetRequiredValue(Sae) });
            return ProcessTelemetry.Start(identity, format);
        }
        catch (TelemetryException fault)
        {
            throw new CommandException(ExitCodes.Usage, fault.Message);
        }
    }

    private static Dictionary<string, string> Passwords(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(file)) ?? [];
        }
        catch (Exception fault) when (fault is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new CommandException(ExitCodes.Usage, $"{file} is not a JSON object of passwords by client id");
        }
    }

    private static T Load<T>(ParseResult parsed, Func<T> load)
    {
        try
        {
            return load();
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandException(
                ExitCodes.Usage, $"the certificates of {parsed.GetValue(Sae)} in {parsed.GetValue(Certificates)} cannot be read: {fault.Message}");
        }
    }

    private static X509Certificate2Collection Import(string path)
    {
        var bundle = new X509Certificate2Collection();
        bundle.ImportFromPemFile(path);
        return bundle;
    }

    private static string PathOf(ParseResult parsed, string extension) =>
        Path.Combine(parsed.GetRequiredValue(Certificates), parsed.GetRequiredValue(Sae) + extension);

    private static Option<string> Text(string name, string description, string help, string standard) =>
        new(name) { Description = description, HelpName = help, DefaultValueFactory = _ => standard };
}
