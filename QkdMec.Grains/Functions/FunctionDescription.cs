namespace QkdMec.Grains.Functions;

/// <summary>What a function is, without its code.</summary>
/// <param name="Name">The name it is looked up by, such as <c>cardio-risk</c>.</param>
/// <param name="Version">Semantic version of the function; a new model is a new version.</param>
/// <param name="Kind">The kind of executor that runs it, see <see cref="FunctionKinds"/>.</param>
/// <param name="Description">One sentence for a catalogue.</param>
/// <param name="IsIdempotent">Whether an invocation whose outcome is unknown may be repeated.</param>
public sealed record FunctionDescription(string Name, string Version, string Kind, string Description, bool IsIdempotent);
