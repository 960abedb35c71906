using System.Security.Cryptography.X509Certificates;

namespace QkdMec.Silo.Certificates;

/// <summary>A certificate to be issued.</summary>
/// <param name="CommonName">Its subject.</param>
/// <param name="Names">Its subject alternative names.</param>
/// <param name="Usages">What it is for, by object identifier.</param>
/// <param name="From">When it begins, at the earliest.</param>
internal sealed record CertificateWish(string CommonName, SubjectAlternativeNameBuilder Names, string[] Usages, DateTimeOffset From = default);
