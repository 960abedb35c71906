using System.Globalization;

namespace QkdMec.Functions.Arguments;

/// <summary>A number with a unit and a range.</summary>
/// <param name="Name">Name of the field.</param>
/// <param name="Unit">Unit of the value, in words or symbols.</param>
/// <param name="Minimum">Smallest accepted value.</param>
/// <param name="Maximum">Largest accepted value.</param>
internal sealed record NumberField(string Name, string Unit, double Minimum, double Maximum)
{
    /// <summary>The range with its unit, such as <c>between 70 and 250 mmHg</c>.</summary>
    public string Range => Minimum == Maximum
        ? string.Create(CultureInfo.InvariantCulture, $"equal to {Minimum} {Unit}")
        : string.Create(CultureInfo.InvariantCulture, $"between {Minimum} and {Maximum} {Unit}");

    public bool Accepts(double value) => value >= Minimum && value <= Maximum;
}
