namespace Orleans;

/// <summary>Runs around every call that reaches a grain of the silo.</summary>
public interface IIncomingGrainCallFilter
{
    /// <summary>Acts on the call; goes on with <see cref="IGrainCallContext.Invoke"/>.</summary>
    Task Invoke(IIncomingGrainCallContext context);
}
