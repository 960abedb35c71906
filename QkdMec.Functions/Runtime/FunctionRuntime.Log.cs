using Microsoft.Extensions.Logging;
using QkdMec.Grains.Functions;

namespace QkdMec.Functions.Runtime;

/// <content>What the runtime logs: never an argument, a result or the text of a function's exception.</content>
internal sealed partial class FunctionRuntime
{
    [LoggerMessage(Level = LogLevel.Debug, Message = "Function {Function} activation {Activation} ended with {Status} after {Milliseconds} ms")]
    private partial void LogEnded(string function, ActivationId activation, FunctionStatus status, double milliseconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Function {Function} threw {ExceptionType}")]
    private partial void LogThrew(string function, string exceptionType);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Function {Function} exceeded its time limit of {Milliseconds} ms and is no longer waited for")]
    private partial void LogOverran(string function, double milliseconds);
}
