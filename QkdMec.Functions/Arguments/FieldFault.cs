namespace QkdMec.Functions.Arguments;

/// <summary>One thing that is wrong with a function's arguments.</summary>
/// <param name="Field">Name of the field, or an empty text for the arguments as a whole.</param>
/// <param name="Message">What is wrong, with the unit and the range.</param>
internal sealed record FieldFault(string Field, string Message);
