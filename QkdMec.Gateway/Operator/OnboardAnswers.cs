using Microsoft.AspNetCore.Http;
using QkdMec.Gateway.Hosting;
using QkdMec.Grains.AppCatalogs;

namespace QkdMec.Gateway.Operator;

/// <summary>Which status an on-boarding has that did not work.</summary>
internal static class OnboardAnswers
{
    /// <summary>Why the application is not in the catalogue; null when it is.</summary>
    public static IResult? Refused(OnboardOutcome outcome, string function) => outcome.Status switch
    {
        OnboardStatus.Added or OnboardStatus.AlreadyThere => null,
        OnboardStatus.Conflict => Problem.Result(
            409, "app-conflict", $"The application {outcome.App!.AppDId} has the same appDId, or the same name, provider and versions, and says something else."),
        OnboardStatus.UnknownFunction => Problem.Result(400, "unknown-function", $"No MEC host knows the function '{function}'."),
        OnboardStatus.UnknownHost => Problem.Result(400, "unknown-host", "A host in 'placement' does not exist."),
        _ => Problem.Result(503, "catalogue-full", "The catalogue takes no more applications."),
    };
}
