using Microsoft.AspNetCore.Http;
using QkdMec.Gateway.Documents;
using QkdMec.Gateway.Operator;
using QkdMec.Grains.AppCatalogs;
using static QkdMec.Gateway.Documents.DocumentAttribute;

namespace QkdMec.Gateway.Packages;

/// <summary>Makes an entry of the catalogue of a package, as strictly as of what an operator sends.</summary>
internal static class PackageReader
{
    private static readonly ObjectShape Shape = new(
        [Mandatory("formatVersion", new NumberShape(PackageManifest.Version, PackageManifest.Version, whole: true)), .. OperatorShapes.NewAppAttributes]);

    /// <summary>The application in a package, when it is the one that is wanted.</summary>
    public static (CatalogApp? App, PackageRefusal? Refusal) Read(ReadOnlyMemory<byte> content, AppReference wanted)
    {
        PackageManifest manifest;
        try
        {
            manifest = DocumentReader.Parse(content, Shape, ManifestJson.Default.PackageManifest);
        }
        catch (BadHttpRequestException fault)
        {
            return (null, PackageRefusal.Invalid($"The package is no package of this system: {fault.Message}"));
        }

        var app = manifest.ToDocument().ToEntry();
        return wanted.Fits(app.Identity) && (wanted.AppDId is null || wanted.AppDId == app.AppDId)
            ? (app, null)
            : (null, PackageRefusal.Mismatch(
                $"The package is of '{app.Identity.Name}' of '{app.Identity.Provider}', versions {app.Identity.SoftVersion} and {app.Identity.DVersion}; the request names another application."));
    }
}
