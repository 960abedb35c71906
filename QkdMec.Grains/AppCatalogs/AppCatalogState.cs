using QkdMec.Grains.Identity;

namespace QkdMec.Grains.AppCatalogs;

/// <summary>What is stored of the catalogue.</summary>
[GenerateSerializer, Alias(TypeAliases.AppCatalogState)]
internal sealed class AppCatalogState
{
    /// <summary>The applications in the order of their on-boarding.</summary>
    [Id(0)]
    public List<CatalogApp> Apps { get; set; } = [];
}
