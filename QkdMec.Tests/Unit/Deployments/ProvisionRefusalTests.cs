using QkdMec.Silo.Configuration;
using QkdMec.Silo.Deployments.Provisioning;

namespace QkdMec.Tests.Unit.Deployments;

/// <summary>What a provisioning folder is not filled over.</summary>
public sealed class ProvisionRefusalTests : ProvisionedFolder
{
    [Fact]
    public void Run_WhenCopiesDiffer_IsRefused_AndOverwritesNeither()
    {
        Run();
        File.WriteAllBytes(In("edge-b", "sites", "edge", "master.key"), new byte[32]);
        var before = Hashes();

        Assert.Contains("differ: remove master.key where", RefusalOf(() => Run()), StringComparison.Ordinal);
        Assert.Equal(before, Hashes());
    }

    [Fact]
    public void Run_WhenHalfAPairIsThere_IsRefused()
    {
        Run();
        File.Delete(In("edge-b", "sites", "edge", "ca.key"));

        Assert.Contains("ca.key' is missing: put it back", RefusalOf(() => Run()), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_InADirectoryOfOthers_IsRefused()
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "letters.txt"), "");

        Assert.Contains("it holds other files", RefusalOf(() => Run()), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_InTheFolderOfAnotherDeployment_IsRefused()
    {
        Run();

        Assert.Contains("give another folder", RefusalOf(() => Run(SampleDeployments.Six.Replace("\"lab\"", "\"other\"", StringComparison.Ordinal))), StringComparison.Ordinal);
    }

    [Fact]
    public void Run_WhenASiteMovedAway_AsksToRemoveItThere()
    {
        Run();
        Directory.CreateDirectory(In("relay", "sites", "edge"));

        Assert.Contains("is of a site that machine 'relay' does not run", RefusalOf(() => Run()), StringComparison.Ordinal);
    }

    [Fact]
    public void Require_NamesWhatIsMissing_AndTheCommand()
    {
        var file = Run();
        Assert.All(file.Deployment.Machines, machine => Provision.Require(file, machine, In(machine.Name)));
        File.Delete(In("relay", "sites", "relay", "master.key"));

        Assert.Equal(
            $"machine 'relay' misses sites/relay/master.key in its data directory '{In("relay")}': make them with --deployment FILE --provision DIR and bring DIR/relay here",
            RefusalOf(() => Provision.Require(file, file.Require("relay"), In("relay"))));
    }

    private static string RefusalOf(Action act)
    {
        var message = Assert.Throws<StartupException>(act).Message;
        Assert.DoesNotContain('\n', message);
        return message;
    }
}
