using System.Text;
using QkdMec.Functions.Library.Echo;
using QkdMec.Grains.Functions;

namespace QkdMec.Tests.Unit.Functions;

/// <summary>Does echo answer with what it was given?</summary>
public sealed class EchoTests
{
    [Theory]
    [InlineData("{}")]
    [InlineData("""{"text":"Grüße","n":[1,2.50,null]}""")]
    [InlineData("not JSON")]
    [InlineData("")]
    public async Task Invoke_AnswersByteForByteInItsOwnMemory(string text)
    {
        var arguments = Encoding.UTF8.GetBytes(text);

        using var result = await new EchoFunction().InvokeAsync(arguments, TestContext.Current.CancellationToken);
        Array.Clear(arguments);

        Assert.Equal(FunctionStatus.Success, result.Status);
        Assert.Equal(text, Encoding.UTF8.GetString(result.Utf8Json.Span));
    }
}
