namespace QkdMec.Tests.Hosting;

/// <summary>A silo that could not join would end the process when it learns that it was given up; a test has other silos in the process.</summary>
internal sealed class SurvivedFaults : IFatalErrorHandler
{
    public bool IsUnexpected(Exception exception) => true;

    public void OnFatalException(object? sender, string? context, Exception? exception)
    {
        // The silo never was a member.
    }
}
