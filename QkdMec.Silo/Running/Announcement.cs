using QkdMec.Grains.Identity;
using QkdMec.Silo.Composition;
using QkdMec.Silo.DataDirectories;

namespace QkdMec.Silo.Running;

/// <summary>What the process tells its user on standard output. Scripts wait for <see cref="ReadyLine"/>.</summary>
internal static class Announcement
{
    /// <summary>The line that says that a first invocation would work.</summary>
    public const string ReadyLine = "QkdMec is ready";

    private const string FirstBody =
        """{"age_years":54,"sex":"male","height_cm":172,"weight_kg":81,"systolic_mmhg":138,"diastolic_mmhg":88,"cholesterol":"above_normal","glucose":"normal","smoker":false,"alcohol":false,"physically_active":true}""";

    /// <summary>Writes where everything listens.</summary>
    public static void WriteAddresses(TextWriter output, SystemPlan plan, DataDirectory data)
    {
        output.WriteLine($"scenario          {plan.Scenario.Name}: {plan.Scenario.Description}");
        WriteIf(output, "machine", plan.Process.MachineName);
        WriteIf(output, "sites", string.Join(", ", plan.Process.MachineName is null ? [] : plan.Sites.Select(site => site.Id.Value)));
        WriteIf(output, "MEC hosts", string.Join(", ", plan.Process.MachineName is null ? [] : plan.Hosts.Select(host => host.Id.ToGrainKey())));
        WriteIf(output, "health", plan.Process.Health?.ToString());
        WriteIf(output, "gateway", plan.Process.Gateway is { } gateway ? $"{gateway}{(GatewayListener.PublicOf(plan) is { } known ? $", for others {known}" : "")}" : null);
        WriteIf(output, "gRPC without TLS", plan.Process.Gateway is null ? null : plan.Options.Grpc?.ToString());
        WriteIf(output, "client perimeter", plan.Process.Client?.ToString());

        foreach (var site in plan.ListeningSites)
        {
            output.WriteLine($"QKD 014           {string.Join(' ', site.MoreKeyAddresses.Prepend(site.KeyAddress))} {site.Kme.Kme} ({string.Join(", ", site.Saes)})");
        }

        output.WriteLine($"certificates      {data.Certificates}");
    }

    /// <summary>Writes a first command to try, and that it would work.</summary>
    public static void WriteReady(TextWriter output, SystemPlan plan, DataDirectory data)
    {
        if (plan.Process.Client is { } client && plan.Scenario.Apps.Any(app => app.Name == "cardio-risk"))
        {
            output.WriteLine($"try               curl -s --json '{FirstBody}' {new Uri(client, "cardio-risk")}");
        }
        else if (plan.Process.MachineName is null && plan.FirstKeyPair is { } pair)
        {
            var (master, slave) = (pair.From.Saes[0], pair.To.Saes[0]);
            output.WriteLine($"try               {CallOf(data, pair.From, master)}/{slave}/enc_keys");
            output.WriteLine($"then              {CallOf(data, pair.To, slave)}/{master}/dec_keys?key_ID=THE-KEY-ID");
        }

        output.WriteLine(ReadyLine);
        output.Flush();
    }

    private static void WriteIf(TextWriter output, string what, string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            output.WriteLine($"{what,-18}{text}");
        }
    }

    private static string CallOf(DataDirectory data, SitePlan site, SaeId sae)
    {
        var certificate = Path.Combine(data.Certificates, sae.Value);
        return $"curl -s --cacert {Path.Combine(data.Certificates, "ca.pem")} --cert {certificate}.pem --key {certificate}.key {new Uri(site.KeyAddresses[0], "api/v1/keys")}";
    }
}
