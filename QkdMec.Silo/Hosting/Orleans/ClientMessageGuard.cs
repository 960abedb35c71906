using System.IO.Pipelines;
using Microsoft.AspNetCore.Connections;
using Orleans.Configuration;
using Orleans.Connections.Security;
using QkdMec.Silo.Certificates.Nodes;
using QkdMec.Silo.Hosting.Calls;

namespace QkdMec.Silo.Hosting;

/// <summary>Stands between TLS and Orleans where clients connect: a connection that brings a message no gateway sends is closed before Orleans has seen it.</summary>
internal sealed partial class ClientMessageGuard(ClusterCallInstruments instruments, ILogger<ClientMessageGuard> logger)
{
    /// <summary>Guards the connections that clients open.</summary>
    public static void Add(SiloConnectionOptions options) => options.ConfigureGatewayInboundConnection(connections =>
    {
        var guard = connections.ApplicationServices.GetRequiredService<ClientMessageGuard>();
        connections.Use(next => connection => guard.RunAsync(connection, next));
    });

    private async Task RunAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var outside = connection.Transport;
        var checkedMessages = new Pipe();
        connection.Transport = new Transport(checkedMessages.Reader, outside.Output);
        var checking = CheckAsync(connection, outside.Input, checkedMessages.Writer);
        try
        {
            await next(connection);
        }
        finally
        {
            connection.Transport = outside;
            await checkedMessages.Reader.CompleteAsync();
            outside.Input.CancelPendingRead();
            await checking;
        }
    }

    private async Task CheckAsync(ConnectionContext connection, PipeReader from, PipeWriter to)
    {
        try
        {
            await ClientMessages.CopyAsync(from, to);
            await to.CompleteAsync();
        }
        catch (InvalidDataException fault)
        {
            instruments.MessageRefused();
            LogRefused(RolesOf(connection), connection.RemoteEndPoint, fault.Message);
            await to.CompleteAsync(new ConnectionAbortedException(fault.Message));
        }
        catch (Exception fault) when (fault is IOException or OperationCanceledException or ObjectDisposedException or ConnectionAbortedException)
        {
            await to.CompleteAsync(fault);
        }
    }

    private static string RolesOf(ConnectionContext connection) =>
        connection.Features.Get<ITlsConnectionFeature>()?.RemoteCertificate is { } certificate ? NodeRoles.Of(certificate).ToString() : "";

    [LoggerMessage(LogLevel.Error, "Closed the connection of a cluster client ({Roles}) at {Address}, for it sent a message that no gateway sends: {Why}")]
    private partial void LogRefused(string roles, System.Net.EndPoint? address, string why);

    private sealed class Transport(PipeReader input, PipeWriter output) : IDuplexPipe
    {
        public PipeReader Input => input;

        public PipeWriter Output => output;
    }
}
