namespace QkdMec.Tests.Hosts;

/// <summary>Changes what the caller gets from one method, so that a test sees the filter.</summary>
internal sealed class MarkingFilter : IIncomingGrainCallFilter
{
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        if (context.Result is string text && context.InterfaceMethod.Name == "NameAsync" && context.ImplementationMethod.DeclaringType == context.Grain.GetType())
        {
            context.Result = $"[{text}]";
        }
    }
}
