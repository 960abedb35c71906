namespace QkdMec.Grains.Functions;

/// <summary>The function runtime of one MEC host: the only place where arguments and results are in clear at the edge.</summary>
public interface IFunctionRuntime
{
    /// <summary>All functions, ordered by name.</summary>
    IReadOnlyList<FunctionDescription> Functions { get; }

    /// <summary>Looks a function up.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The description, or null when there is none of that name.</returns>
    FunctionDescription? Find(string name);

    /// <summary>
    /// Runs a function once, within its limits. An unknown function and too large arguments are outcomes; a function that throws, runs over its
    /// time or answers too much has completed with <see cref="FunctionStatus.DeveloperError"/>.
    /// </summary>
    /// <param name="invocation">What to run.</param>
    /// <param name="cancellationToken">The caller's wish to stop.</param>
    /// <returns>The outcome, owned by the caller, who disposes it to overwrite the result.</returns>
    ValueTask<FunctionOutcome> InvokeAsync(FunctionInvocation invocation, CancellationToken cancellationToken);
}
