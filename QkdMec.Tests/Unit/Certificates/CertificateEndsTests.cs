using Microsoft.Extensions.Logging;
using QkdMec.Silo.Certificates;
using QkdMec.Tests.Architecture.Leaks;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Unit.Certificates;

public sealed class CertificateEndsTests : IDisposable
{
    private readonly ManualTimeProvider time = new();
    private readonly LogCapture logs = new();
    private readonly ClusterFiles files;
    private readonly string directory;

    public CertificateEndsTests()
    {
        files = new ClusterFiles(time);
        directory = files.Write("edge", ClusterFiles.Silo("edge"));
    }

    public void Dispose()
    {
        files.Dispose();
        logs.Dispose();
    }

    [Fact]
    public void Certificate_IsWarnedOf_FromThirtyDaysBeforeItsEnd_OnceADay()
    {
        using var ends = new CertificateEnds(directory, time, logs.CreateFactory().CreateLogger<CertificateEnds>());
        time.Advance(TimeSpan.FromDays(397 - 30));
        Assert.Equal(0, logs.Count);

        time.Advance(CertificateEnds.LookPeriod);
        Assert.Equal(1, logs.Count);
        Assert.Contains(Path.Combine(directory, "node.pem"), logs.Text, StringComparison.Ordinal);

        time.Advance(CertificateEnds.LookPeriod);
        Assert.Equal(2, logs.Count);
    }

    [Fact]
    public void File_ThatIsNoCertificate_IsToldOf()
    {
        File.WriteAllText(Path.Combine(directory, "node.pem"), "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");
        using var ends = new CertificateEnds(directory, time, logs.CreateFactory().CreateLogger<CertificateEnds>());
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.Contains("cannot be seen", logs.Text, StringComparison.Ordinal);
    }
}
