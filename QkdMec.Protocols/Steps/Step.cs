namespace QkdMec.Protocols.Steps;

/// <summary>One step of the sequence that both papers number.</summary>
/// <param name="Name">The step's name, as logs and the journal write it.</param>
/// <param name="Figure2">Its number in figure 2 of the demonstration paper; empty when that paper does not number it.</param>
/// <param name="Figure4">Its number in figure 4 of the second paper; <c>10.n</c> is message n of figure 5, which shows step 10 in parts.</param>
/// <param name="Component">Who takes the step.</param>
public sealed record Step(string Name, string Figure2, string Figure4, string Component);
