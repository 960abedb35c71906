using System.Text;
using QkdMec.Grains.Functions;

namespace QkdMec.Tests.Unit.Functions;

/// <summary>A function that a test writes in one line, and that keeps what it must not keep so that the test can look at it.</summary>
internal sealed class ScriptedFunction(Func<string, string> script) : IFunction
{
    public int Runs { get; private set; }

    public ReadOnlyMemory<byte> LatestArguments { get; private set; }

    public FunctionDescription Description { get; } = new("scripted", "1.2.3", FunctionKinds.Builtin, "Answers what a test says.", IsIdempotent: true);

    public ValueTask<FunctionResult> InvokeAsync(ReadOnlyMemory<byte> argumentsUtf8Json, CancellationToken cancellationToken)
    {
        Runs++;
        LatestArguments = argumentsUtf8Json;
        var result = Encoding.UTF8.GetBytes(script(Encoding.UTF8.GetString(argumentsUtf8Json.Span)));
        return ValueTask.FromResult(FunctionResult.TakeOver(FunctionStatus.Success, result));
    }
}
