using System.Net;
using QkdMec.Silo.Configuration;
using QkdMec.Telemetry.Logging;

namespace QkdMec.Tests.Unit.Configuration;

public sealed class CommandLineTests
{
    [Fact]
    public void Read_WithoutArguments_GivesTheDocumentedAddresses()
    {
        Assert.Equal(new SystemOptions(), new CommandLine().Read([]));
    }

    [Fact]
    public void Read_TakesEveryOption()
    {
        var options = new CommandLine().Read(
            ["--data", "d", "--scenario", "s", "--gateway", "http://localhost:1", "--client", "http://[::1]:2", "--kme-port", "3", "--kme-address", "10.0.0.9",
                "--public-gateway", "https://edge.example", "--behind-proxy", "--gateway-rate", "5", "--grpc", "http://127.0.0.1:6", "--storage", "memory", "--log-format", "json"]);

        Assert.Equal(
            new SystemOptions
            {
                DataDirectory = "d",
                Scenario = "s",
                Gateway = new Uri("http://localhost:1"),
                Client = new Uri("http://[::1]:2"),
                KmePort = 3,
                KmeAddress = IPAddress.Parse("10.0.0.9"),
                PublicGateway = new Uri("https://edge.example"),
                IsBehindProxy = true,
                GatewayRate = 5,
                Grpc = new Uri("http://127.0.0.1:6"),
                Storage = StorageKind.Memory,
                LogFormat = LogFormat.Json,
            },
            options);
    }

    [Fact]
    public void Read_OfProvision_NeedsTheDeploymentAndNoMachine()
    {
        var options = new CommandLine().Read(["--deployment", "d.json", "--provision", "secrets"])!;

        Assert.Equal(("d.json", "secrets", null), (options.Deployment, options.ProvisionDirectory, options.Machine));
        Assert.Equal(
            "--provision secrets: name the deployment file too, with --deployment",
            Assert.Throws<StartupException>(() => new CommandLine().Read(["--provision", "secrets"])).Message);
    }

    [Theory]
    [InlineData("--gateway", "http://0.0.0.0:8080")]
    [InlineData("--gateway", "http://[::]:8080")]
    [InlineData("--gateway", "http://192.168.1.4:8080")]
    [InlineData("--client", "http://edge.example:8081")]
    [InlineData("--client", "http://*:8081")]
    [InlineData("--gateway", "https://edge.example:8080")]
    [InlineData("--client", "https://127.0.0.1:8081")]
    [InlineData("--public-gateway", "edge.example")]
    [InlineData("--public-gateway", "https://edge.example/?a=b")]
    [InlineData("--gateway-rate", "-1")]
    [InlineData("--grpc", "http://0.0.0.0:8082")]
    [InlineData("--grpc", "https://127.0.0.1:8082")]
    [InlineData("--grpc", "8082")]
    [InlineData("--kme-address", "0.0.0.0")]
    [InlineData("--kme-address", "kme.example")]
    [InlineData("--gateway", "8080")]
    [InlineData("--gateway", "http://127.0.0.1:8080/path")]
    [InlineData("--kme-port", "0")]
    [InlineData("--kme-port", "70000")]
    [InlineData("--kme-port", "x")]
    [InlineData("--storage", "disk")]
    [InlineData("--storage", "7")]
    [InlineData("--log-format", "xml")]
    [InlineData("--nonsense", "1")]
    public void Read_WhenAValueIsNotPossible_SaysSoInOneLine(string option, string value)
    {
        var refusal = Assert.Throws<StartupException>(() => new CommandLine().Read([option, value]));
        Assert.Contains(option, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', refusal.Message);
    }
}
