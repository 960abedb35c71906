namespace QkdMec.Client.Placements;

/// <summary>A model cannot be run with its parameters.</summary>
/// <param name="message">Why, with the remedy.</param>
internal sealed class PlacementModelException(string message) : Exception(message);
