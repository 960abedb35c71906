using QkdMec.Grains.Identity;

namespace QkdMec.Grains.SecurityContexts;

/// <summary>What a security context is for.</summary>
/// <param name="Context">The app context.</param>
/// <param name="AppName">The application, as the client names it.</param>
/// <param name="Function">The function that runs.</param>
[GenerateSerializer, Immutable, Alias(TypeAliases.SecurityContextBinding)]
public sealed record SecurityContextBinding(
    [property: Id(0)] ContextId Context, [property: Id(1)] string AppName, [property: Id(2)] string Function);
