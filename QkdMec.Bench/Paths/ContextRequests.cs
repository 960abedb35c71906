using System.Text;
using System.Text.Json;
using QkdMec.Bench.Loads;
using QkdMec.Bench.Servers;
using QkdMec.Protocols.Mx2;

namespace QkdMec.Bench.Paths;

/// <summary>Requests of ETSI MEC 016.</summary>
internal static class ContextRequests
{
    /// <summary>Creates an app context for the application that echoes.</summary>
    public static byte[] Create(ServerAddress server) => RequestBytes.Post(
        server, Mx2Paths.AppContexts, "application/json", JsonSerializer.SerializeToUtf8Bytes(Wanted, Mx2Json.Default.AppContextInfo));

    /// <summary>Deletes one.</summary>
    public static byte[] Delete(ServerAddress server, string contextId) => RequestBytes.Of("DELETE", server, Mx2Paths.AppContext(contextId));

    /// <summary>The id of a context that was created. Searched for rather than parsed: the clients must stay cheap.</summary>
    public static string IdIn(ReadOnlySpan<byte> context)
    {
        const int QuotesAndColon = 3;
        var start = context.IndexOf("\"contextId\":\""u8) + "contextId".Length + QuotesAndColon + 1;
        return Encoding.ASCII.GetString(context.Slice(start, context[start..].IndexOf((byte)'"')));
    }

    private static AppContextInfo Wanted { get; } = new()
    {
        AssociateDevAppId = BenchScenario.DeviceApp,
        AppInfo = new AppContextApplication
        {
            AppName = BenchScenario.EchoApp, AppProvider = "QkdMec", AppSoftVersion = "1.0", AppDVersion = "1.0",
            UserAppInstanceInfo = [new UserAppInstanceInfo()],
        },
    };
}
