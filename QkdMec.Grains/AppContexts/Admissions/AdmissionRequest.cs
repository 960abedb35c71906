using QkdMec.Grains.AppCatalogs;

namespace QkdMec.Grains.AppContexts.Admissions;

/// <summary>Who wants a context of what.</summary>
/// <param name="Client">The client, as its token names it; empty where clients are not told apart.</param>
/// <param name="DeviceApp">The device application.</param>
/// <param name="App">The application.</param>
public sealed record AdmissionRequest(string Client, string DeviceApp, CatalogApp App);
