namespace QkdMec.Protocols.Steps;

/// <summary>The table of steps: figure 2 of the demonstration paper (1 to 15), figures 4 (1 to 16) and 5 (10.1 to 10.8) of the second paper.</summary>
/// <remarks>The demonstration paper does not split step 10 of the second one, nor the second one's way back (14 to 16).</remarks>
public static class KnownSteps
{
    /// <summary>A client app enters the system.</summary>
    public static readonly Step ClientAppRegistered = new("client-app-registered", "1", "1", StepComponents.ReverseProxy);

    /// <summary>The reverse proxy captures the client app's request.</summary>
    public static readonly Step RequestCaptured = new("request-captured", "", "2a", StepComponents.ReverseProxy);

    /// <summary>The reverse proxy asks the device app for the application.</summary>
    public static readonly Step ApplicationInitialised = new("application-initialised", "", "2b", StepComponents.DeviceApp);

    /// <summary>The device app asks the LCMP for the application list.</summary>
    public static readonly Step LookUpRequested = new("look-up-requested", "2", "3a", StepComponents.DeviceApp);

    /// <summary>The application is in the list.</summary>
    public static readonly Step ApplicationFound = new("application-found", "3", "3a", StepComponents.DeviceApp);

    /// <summary>The device app asks the LCMP for an app context.</summary>
    public static readonly Step ContextRequested = new("context-requested", "4", "3b", StepComponents.DeviceApp);

    /// <summary>The LCMP forwards the request to the MEO.</summary>
    public static readonly Step PlacementRequested = new("placement-requested", "5", "4", StepComponents.Lcmp);

    /// <summary>The MEO chose a host, and the MEC app is deployed there.</summary>
    public static readonly Step ApplicationDeployed = new("application-deployed", "6", "5", StepComponents.Meo);

    /// <summary>The MEO returns the URI to the LCMP.</summary>
    public static readonly Step EndPointReturned = new("end-point-returned", "7", "6", StepComponents.Meo);

    /// <summary>The LCMP returns the app context with the URI to the device app.</summary>
    public static readonly Step ContextCreated = new("context-created", "8", "7", StepComponents.Lcmp);

    /// <summary>The device app hands the URI on; the client key store keeps it.</summary>
    public static readonly Step EndPointStored = new("end-point-stored", "9", "8", StepComponents.DeviceApp);

    /// <summary>The arguments reach the client's SAE.</summary>
    public static readonly Step ArgumentsReceived = new("arguments-received", "10", "9", StepComponents.ClientSae);

    /// <summary>The client's SAE offers its cipher suites.</summary>
    public static readonly Step CipherSuitesOffered = new("cipher-suites-offered", "", "10.1", StepComponents.ClientSae);

    /// <summary>The host's SAE chooses one, which fixes the key length.</summary>
    public static readonly Step CipherSuiteChosen = new("cipher-suite-chosen", "", "10.2", StepComponents.HostSae);

    /// <summary>The client's SAE gets a key from its KME (<c>enc_keys</c>).</summary>
    public static readonly Step KeyDrawn = new("key-drawn", "11", "10.3", StepComponents.ClientSae);

    /// <summary>The client key store keeps the key.</summary>
    public static readonly Step ClientKeyStored = new("client-key-stored", "", "10.4", StepComponents.ClientSae);

    /// <summary>The client's SAE sends the key's id to the host's SAE.</summary>
    public static readonly Step KeyIdSent = new("key-id-sent", "", "10.5", StepComponents.ClientSae);

    /// <summary>The host's SAE gets the same key from its KME (<c>dec_keys</c>).</summary>
    public static readonly Step HostKeyFetched = new("host-key-fetched", "13", "10.6", StepComponents.HostSae);

    /// <summary>The host key store keeps the key.</summary>
    public static readonly Step HostKeyStored = new("host-key-stored", "", "10.7", StepComponents.HostSae);

    /// <summary>The first message under the key proved that both ends agree; the key is current.</summary>
    public static readonly Step KeyConfirmed = new("key-confirmed", "", "10.8", StepComponents.HostSae);

    /// <summary>The client's SAE encrypted the arguments and invokes the function.</summary>
    public static readonly Step FunctionInvoked = new("function-invoked", "12", "11", StepComponents.ClientSae);

    /// <summary>The host found the key in its key store and decrypted the arguments.</summary>
    public static readonly Step ArgumentsDecrypted = new("arguments-decrypted", "14", "12", StepComponents.HostSae);

    /// <summary>The function ran.</summary>
    public static readonly Step FunctionRan = new("function-ran", "14", "12", StepComponents.MecApp);

    /// <summary>The encrypted result goes back to the client's SAE.</summary>
    public static readonly Step ResultReturned = new("result-returned", "14", "13", StepComponents.HostSae);

    /// <summary>The client's SAE decrypted the result and gives it to the device app.</summary>
    public static readonly Step ResultDecrypted = new("result-decrypted", "15", "14", StepComponents.ClientSae);

    /// <summary>The device app passes the result to the reverse proxy.</summary>
    public static readonly Step ResultForwarded = new("result-forwarded", "15", "15", StepComponents.DeviceApp);

    /// <summary>The client app has its answer.</summary>
    public static readonly Step ClientAppAnswered = new("client-app-answered", "15", "16", StepComponents.ReverseProxy);

    /// <summary>All steps in the papers' order.</summary>
    public static IReadOnlyList<Step> All { get; } =
    [
        ClientAppRegistered, RequestCaptured, ApplicationInitialised, LookUpRequested, ApplicationFound, ContextRequested,
        PlacementRequested, ApplicationDeployed, EndPointReturned, ContextCreated, EndPointStored, ArgumentsReceived,
        CipherSuitesOffered, CipherSuiteChosen, KeyDrawn, ClientKeyStored, KeyIdSent, HostKeyFetched, HostKeyStored, KeyConfirmed,
        FunctionInvoked, ArgumentsDecrypted, FunctionRan, ResultReturned, ResultDecrypted, ResultForwarded, ClientAppAnswered,
    ];

    private static readonly Dictionary<string, Step> ByName = All.ToDictionary(step => step.Name, StringComparer.Ordinal);

    /// <summary>The step of that name, or null.</summary>
    public static Step? Find(string? name) => name is null ? null : ByName.GetValueOrDefault(name);
}
