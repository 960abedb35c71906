namespace QkdMec.Protocols.Jose;

/// <summary>Which way a message goes; each direction counts its own sequence and nonces.</summary>
public enum MessageDirection
{
    /// <summary>From the client's SAE to the host's: <c>req</c>.</summary>
    Request,

    /// <summary>From the host's SAE to the client's: <c>res</c>.</summary>
    Result,
}

/// <summary>How the function ended, as a result's header says it. The numbers are OpenWhisk's.</summary>
public enum ResultStatus
{
    /// <summary>The function answered.</summary>
    Success = 0,

    /// <summary>The function refused its arguments.</summary>
    ApplicationError = 1,

    /// <summary>The function broke its contract.</summary>
    DeveloperError = 2,

    /// <summary>The runtime failed.</summary>
    InternalError = 3,
}
