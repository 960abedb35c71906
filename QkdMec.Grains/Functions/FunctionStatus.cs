namespace QkdMec.Grains.Functions;

/// <summary>How an activation ended. The numbers are OpenWhisk's <c>response.statusCode</c>.</summary>
public enum FunctionStatus
{
    /// <summary>The function answered.</summary>
    Success = 0,

    /// <summary>The function refused its arguments; its result says why.</summary>
    ApplicationError = 1,

    /// <summary>The function broke its contract: it threw, ran over its time or answered too much.</summary>
    DeveloperError = 2,

    /// <summary>The runtime failed.</summary>
    InternalError = 3,
}
