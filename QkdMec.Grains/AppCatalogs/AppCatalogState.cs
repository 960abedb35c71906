using QkdMec.Grains.Identity;

namespace QkdMec.Grains.AppCatalogs;

/// <summary>What is stored of the catalogue.</summary>
[GenerateSerializer, Alias(TypeAliases.AppCatalogState)]
internal sealed class AppCatalogState
{
    /// <summary>The applications in the order of their on-boarding.</summary>
    [Id(0)]
    public List<CatalogApp> Apps { get; set; } = [];

    /// <summary>Applications that were removed, oldest first: contexts of theirs that stay may have to move.</summary>
    [Id(1)]
    public List<CatalogApp> Removed { get; set; } = [];
}
