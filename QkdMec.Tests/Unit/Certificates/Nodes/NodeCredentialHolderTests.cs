using Microsoft.Extensions.Logging;
using QkdMec.Silo.Certificates.Nodes;
using QkdMec.Silo.Configuration;
using QkdMec.Tests.Architecture.Leaks;
using QkdMec.Tests.Fakes;

namespace QkdMec.Tests.Unit.Certificates.Nodes;

public sealed class NodeCredentialHolderTests : IDisposable
{
    private readonly ClusterFiles files = new();
    private readonly ManualTimeProvider time = new();
    private readonly LogCapture logs = new();
    private readonly string directory;

    public NodeCredentialHolderTests() => directory = files.Write("edge", ClusterFiles.Silo("edge"));

    public void Dispose()
    {
        files.Dispose();
        logs.Dispose();
    }

    [Fact]
    public void Load_ReadsCertificateAuthoritiesAndRoles()
    {
        using var credentials = NodeCredentials.Load(directory);

        Assert.True(credentials.Certificate.HasPrivateKey);
        Assert.Equal(files.Authority.Thumbprint, Assert.Single(credentials.Authorities).Thumbprint);
        Assert.Equal("urn:qkdmec:silo:edge", credentials.Roles.ToString());
    }

    [Theory]
    [InlineData(NodeCredentials.AuthorityFile)]
    [InlineData(NodeCredentials.CertificateFile)]
    [InlineData(NodeCredentials.KeyFile)]
    public void Load_WithoutAFile_NamesItAndTheCommand(string file)
    {
        File.Delete(Path.Combine(directory, file));

        var fault = Assert.Throws<StartupException>(() => NodeCredentials.Load(directory));

        Assert.Equal($"'{Path.Combine(directory, file)}' is missing: make it with --provision and bring it to this machine", fault.Message);
    }

    [Fact]
    public void Load_WithAKeyThatOthersCanRead_IsRefused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "file modes are POSIX");
        var key = Path.Combine(directory, NodeCredentials.KeyFile);
        Chmod(key, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead);

        Assert.Contains("chmod 600", Assert.Throws<StartupException>(() => NodeCredentials.Load(directory)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfAnotherClustersCertificate_IsRefused()
    {
        using var others = new ClusterFiles();
        others.Write("edge", ClusterFiles.Silo("edge"));
        File.Copy(Path.Combine(others.DirectoryOf("edge"), NodeCredentials.AuthorityFile), Path.Combine(directory, NodeCredentials.AuthorityFile), overwrite: true);

        Assert.Contains("is no certificate of the cluster of", Assert.Throws<StartupException>(() => NodeCredentials.Load(directory)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfAnotherKey_IsRefused()
    {
        files.Write("relay", ClusterFiles.Silo("relay"));
        File.Copy(Path.Combine(files.DirectoryOf("relay"), NodeCredentials.KeyFile), Path.Combine(directory, NodeCredentials.KeyFile), overwrite: true);

        Assert.Contains("cannot be used", Assert.Throws<StartupException>(() => NodeCredentials.Load(directory)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_OfACertificateWithoutRole_IsRefused()
    {
        files.Write("edge", new NodeRoles([], [], Gateway: false));

        Assert.Contains("names no role", Assert.Throws<StartupException>(() => NodeCredentials.Load(directory)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Holder_TakesUpFilesThatWereReplaced()
    {
        using var holder = Hold();
        var before = holder.Current.Certificate.SerialNumber;
        files.Write("edge", ClusterFiles.Silo("edge"));
        Assert.Equal(before, holder.Current.Certificate.SerialNumber);

        time.Advance(NodeCredentialHolder.LookPeriod);

        Assert.NotEqual(before, holder.Current.Certificate.SerialNumber);
        Assert.Contains(holder.Current.Certificate.SerialNumber, OneLine(), StringComparison.Ordinal);
    }

    [Fact]
    public void Holder_KeepsTheOldOnes_WhileTheNewAreBroken_AndTellsOnce()
    {
        using var holder = Hold();
        var before = holder.Current;
        File.WriteAllText(Path.Combine(directory, NodeCredentials.CertificateFile), "half a file");

        time.Advance(NodeCredentialHolder.LookPeriod * 3);

        Assert.Same(before, holder.Current);
        Assert.Contains("the old ones stay in use", OneLine(), StringComparison.Ordinal);

        files.Write("edge", ClusterFiles.Silo("edge"));
        time.Advance(NodeCredentialHolder.LookPeriod);
        Assert.NotSame(before, holder.Current);
    }

    [Fact]
    public void Holder_WithoutChange_KeepsWhatItHas()
    {
        using var holder = Hold();
        var before = holder.Current;

        time.Advance(NodeCredentialHolder.LookPeriod * 10);

        Assert.Same(before, holder.Current);
        Assert.Equal(0, logs.Count);
    }

    private NodeCredentialHolder Hold() => new(directory, time, logs.CreateFactory().CreateLogger<NodeCredentialHolder>());

    private string OneLine()
    {
        Assert.Equal(1, logs.Count);
        return logs.Text;
    }

    private static void Chmod(string path, UnixFileMode mode)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, mode);
        }
    }
}
